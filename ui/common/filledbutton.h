// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace ui {

/// The one button of a dialog that acts: filled red where something ends, else blue (ui.md §9). Never the default
/// button: Enter does not press it. GUI thread.
class FilledButton final : public QPushButton
{
    Q_OBJECT
public:
    explicit FilledButton(QWidget *parent = nullptr);
    void setDestructive(bool destructive);
    bool isDestructive() const { return m_destructive; }
    /// Name of an icon, drawn in the colour of the text; empty: none.
    void setIconName(const QString &name);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon;
    bool m_destructive = false;
};

} // namespace ui
