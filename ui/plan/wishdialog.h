// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/stackconfig.h"

#include <QDialog>

class QFormLayout;
class QPushButton;

namespace ui {

/// The small dialog between an entry that ends in "…" and its plan: the bar in the stack's colour, a few fields, Cancel
/// and Plan…. Sends nothing: whoever derives from it hands the wish on. GUI thread.
class WishDialog : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
    };
    WishDialog(const Place &place, const QString &title, QWidget *parent);

protected:
    QFormLayout *form() const { return m_form; }
    QPushButton *planButton() const { return m_plan; } ///< "wishPlan"; the default: it opens a plan and sends nothing
    void addSentence(const QString &sentence); ///< a row of words
    virtual void plan() = 0; ///< Plan… was pressed; the dialog closes after

private:
    QFormLayout *m_form;
    QPushButton *m_plan;
};

} // namespace ui
