// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"

#include <QTimer>

class QPushButton;
class QScrollArea;

namespace watch {
class Watcher;
}

namespace ui {

class CapacityCard;
class DataBand;
class EventsCard;
class MetersCard;
class NeedsYouCard;
class NightCard;
class Placeholder;
class PoolsCard;
class SharesCard;

/// What needs me, and is there room? (ui.md §8, mock-ups 01 and 16.) GUI thread.
class OverviewPage final : public Page
{
    Q_OBJECT
public:
    explicit OverviewPage(PageContext context, QWidget *parent = nullptr);
    ~OverviewPage() override;

    QList<QWidget *> barWidgetsRight() override;
    QString counts() const override { return m_counts; }
    QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    void setShown(bool shown) override;
    void trigger(const QString &action) override;

    /// How the cards are laid out; follows the page's width.
    enum class Arrangement { None, Narrow, Normal, Wide };
    Arrangement arrangement() const { return m_arrangement; }
    QString statusText() const; ///< what "Copy status line" copies

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void connectCards();
    void refresh();
    void refreshPools();
    void refreshFindings();
    void refreshCounts(const mesos::State &state);
    void showData(bool there);
    void arrange(Arrangement arrangement);
    void openPath(const QString &path);
    void openPool(const QString &pool);

    watch::Watcher *m_watcher;
    DataBand *m_band;
    Placeholder *m_placeholder;
    QScrollArea *m_scroll;
    QWidget *m_content;
    NeedsYouCard *m_needsYou;
    NightCard *m_night = nullptr; ///< none where the stack has no night
    CapacityCard *m_capacity;
    MetersCard *m_meters;
    PoolsCard *m_pools;
    SharesCard *m_shares;
    EventsCard *m_events;
    QPushButton *m_copy;
    QTimer m_ages; ///< the cards' ages have steps of a minute
    QString m_counts;
    Arrangement m_arrangement = Arrangement::None;
    bool m_shown = false;
    bool m_old = false; ///< the picture is not confirmed any more
};

PageEntry overviewPage();

} // namespace ui
