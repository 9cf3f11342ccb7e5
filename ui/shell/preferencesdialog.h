// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace ui {

/// Colours, font size, order of the zones, notifications; the way to the shortcuts. Each choice acts at once. Object
/// name "preferences".
class PreferencesDialog final : public QDialog
{
    Q_OBJECT
public:
    PreferencesDialog(bool utcFirst, bool notifying, QWidget *parent);

signals:
    void utcFirstChanged(bool first);
    void notifyingChanged(bool notifying);
    void shortcutsRequested();
};

} // namespace ui
