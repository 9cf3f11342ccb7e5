// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/shortcuts.h"

#include <QDialog>

class QKeySequenceEdit;
class QLabel;

namespace ui {

/// F1: every key of the window, by what it is for; most can be given another key here. A key that is taken is not
/// accepted, and the sheet says by what. Object name "shortcutsSheet".
class ShortcutsSheet final : public QDialog
{
    Q_OBJECT
public:
    ShortcutsSheet(Shortcuts *shortcuts, QWidget *parent);

private:
    QWidget *makeRow(const Shortcuts::Entry &entry);
    void change(const QString &id, QKeySequenceEdit *edit);
    Shortcuts *m_shortcuts;
    QLabel *m_conflict;
};

} // namespace ui
