// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Asks what a view is called, and says when that name is taken. Deletes itself when it closes. GUI thread.
class ViewNameDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `name`: to start from. `taken`: of the page's other views.
    ViewNameDialog(const QString &title, const QString &name, QStringList taken, QWidget *parent);

signals:
    void given(const QString &name);

private:
    void judge();

    QStringList m_taken;
    QLineEdit *m_name;
    QLabel *m_verdict;
    QPushButton *m_keep;
};

} // namespace ui
