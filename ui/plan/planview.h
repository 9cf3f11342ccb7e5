// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/actions/plan.h"
#include "ui/common/planhead.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class EffectsTable;
class NoteBox;
class PlanItemsView;

/// A plan as it is read: what is touched, the blast radius, what cannot be undone, what is not touched, who else acts
/// here, the calls in their order. GUI thread.
class PlanView final : public QWidget
{
    Q_OBJECT
public:
    explicit PlanView(QWidget *parent = nullptr);
    void setPlan(const actions::Plan &plan);
    void setAge(const QString &words); ///< beside the blast radius
    void setChanges(const QStringList &sentences); ///< what differs from the plan before

signals:
    void tickRequested(const QString &key, bool ticked, bool tickedAtFirst);
    void unlockRequested(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitCalls();
    void fillTables(const QList<actions::ItemTable> &tables);
    QWidget *makeCalls();

    actions::Plan m_plan;
    QString m_age;
    NoteBox *m_changes;
    QVBoxLayout *m_tables;
    QList<PlanItemsView *> m_tableViews;
    EffectsTable *m_effects;
    NoteBox *m_lost;
    NoteBox *m_back;
    NoteBox *m_untouched;
    NoteBox *m_others;
    NoteBox *m_warnings;
    QPlainTextEdit *m_calls;
    QPushButton *m_copy;
};

} // namespace ui
