// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/watch/finding.h"
#include "ui/common/card.h"

class QScrollArea;

namespace ui {

class FindingRow;

/// What needs a person, worst first, then oldest. Rows do not change places while the pointer is over them. GUI thread.
class NeedsYouCard final : public Card
{
    Q_OBJECT
public:
    explicit NeedsYouCard(QWidget *parent = nullptr);

    void setFindings(const QList<watch::Finding> &findings, core::TimePoint now);
    void setCompact(bool compact);
    void setMostRows(int rows); ///< more are scrolled to
    QList<FindingRow *> rows() const { return m_rows; }

signals:
    void stepTaken(const watch::Step &step);
    void quietWanted(const QString &finding, std::chrono::minutes span); ///< by its key
    void quietEnded(const QString &finding);

protected:
    void leaveEvent(QEvent *event) override;

private:
    void arrange();
    void resizeList();

    QList<watch::Finding> m_findings;
    core::TimePoint m_now{};
    QList<FindingRow *> m_rows; ///< as they are shown
    TokenLabel *m_failures;
    TokenLabel *m_warnings;
    TokenLabel *m_quiet;
    TokenLabel *m_order;
    TokenLabel *m_nothing;
    QScrollArea *m_scroll;
    QVBoxLayout *m_list;
    int m_mostRows = 5;
    bool m_compact = false;
};

} // namespace ui
