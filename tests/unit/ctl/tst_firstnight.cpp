// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/firstnight.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

dag::NightPtr night()
{
    auto night = std::make_shared<dag::Night>();
    night->graph = std::make_shared<const dag::Graph>();
    return night;
}

} // namespace

/// What comportactl waits for before it tells of the night.
class tst_FirstNight : public QObject
{
    Q_OBJECT
private slots:
    void init() { m_over = false; }
    void nightAfterItsFreshness_isEnough();
    void failure_isEnough();
    void noNight_isNotWaitedFor();

private:
    bool isWaiting(dag::NightBoard *board)
    {
        QCoro::connect(ctl::firstNight(board), this, [this] { m_over = true; });
        QTest::qWait(0);
        return !m_over;
    }

    bool m_over = false;
};

/// The board says nothing more of its freshness before the next look.
void tst_FirstNight::nightAfterItsFreshness_isEnough()
{
    dag::NightBoard board(u"Airflow"_s);
    QVERIFY(isWaiting(&board));
    core::Freshness fresh;
    fresh.phase = core::Freshness::Phase::Fresh;
    board.setFreshness(fresh);
    QTest::qWait(0);
    QVERIFY(!m_over); // told to be fresh, and nothing there yet: it is being converted
    board.setNight(night());
    QTRY_VERIFY(m_over);
}

void tst_FirstNight::failure_isEnough()
{
    dag::NightBoard board(u"Airflow"_s);
    QVERIFY(isWaiting(&board));
    core::Freshness failed;
    failed.failures = 1;
    board.setFreshness(failed);
    QTRY_VERIFY(m_over);
}

void tst_FirstNight::noNight_isNotWaitedFor()
{
    QVERIFY(!isWaiting(nullptr));
}

QTEST_GUILESS_MAIN(tst_FirstNight)
#include "tst_firstnight.moc"
