// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace ui {

/// A small dialog about one stack: the bar in the stack's colour, a few fields, Cancel and one button that goes on.
/// Deleted when it closes. GUI thread.
class StackDialog : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
    };
    StackDialog(const Place &place, const QString &title, const QString &button, QWidget *parent);

protected:
    QFormLayout *form() const { return m_form; }
    QPushButton *button() const { return m_button; } ///< the default one
    void addSentence(const QString &sentence); ///< a row of words
    virtual bool goOn() = 0; ///< the button was pressed; false: the dialog stays

private:
    QFormLayout *m_form;
    QPushButton *m_button;
};

} // namespace ui
