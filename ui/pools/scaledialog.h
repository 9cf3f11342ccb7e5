// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/request.h"
#include "models/config/stackconfig.h"
#include "models/pools/pool.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace ui {

/// "Scale…": how many machines a group shall have and within which limits; when it grows, of which market and for how
/// long to wait. Numbers that do not go together are told while they are typed. Sends nothing: Plan… hands the wish on,
/// a smaller number as a scale-in that ends no task. Object name "scaleDialog". GUI thread.
class ScaleDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString stack;
        config::Tier tier = config::Tier::Production;
    };
    /// `by`: machines more, or less, that are proposed. `hasSpot`: the stack has spot groups beside this one.
    ScaleDialog(Place place, const pools::Pool &pool, int by, bool hasSpot, QWidget *parent = nullptr);

    void setNote(const QString &sentence); ///< why it was opened; stays above the numbers

signals:
    void planRequested(const actions::Request &request);

private:
    QSpinBox *makeCount(const QString &name, int value);
    void check();
    QString flaw() const; ///< of the numbers; empty: they go together
    actions::Request request() const;
    int change() const; ///< machines more or less

    const pools::Pool m_pool; ///< as it was when the dialog opened: what the plan is held against
    QSpinBox *m_wanted;
    QSpinBox *m_min;
    QSpinBox *m_max;
    QComboBox *m_market;
    QSpinBox *m_minutes;
    QLabel *m_note;
    QLabel *m_words;
    QPushButton *m_plan;
};

} // namespace ui
