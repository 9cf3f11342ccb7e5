// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/core/format.h"
#include "models/tables/tablemodel.h"
#include "tests/support/statebuilder.h"
#include "ui/common/labels.h"
#include "ui/overview/capacitycell.h"
#include "ui/overview/capacitychart.h"
#include "ui/overview/eventsmodel.h"
#include "ui/overview/figures.h"
#include "ui/overview/findingrow.h"
#include "ui/overview/needsyoucard.h"
#include "ui/overview/poolrows.h"
#include "ui/overview/poolscard.h"
#include "ui/overview/sharerows.h"
#include "ui/overview/sharescard.h"
#include "ui/style/theme.h"
#include "ui/tables/tableview.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using history::CapacitySample;
using support::StateBuilder;
using ui::Capacity;

namespace {

constexpr core::TimePoint now(1795416420s); // 03:47:00 BRT

CapacitySample sample(core::TimePoint at, double total, double allocated, double offered = 0)
{
    CapacitySample s;
    s.at = at;
    s.total = { total, total, total, total };
    s.allocated = { allocated, allocated, allocated, allocated };
    s.offered = { offered, offered, offered, offered };
    return s;
}

CapacitySample hole(core::TimePoint at)
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    return sample(at, nan, nan, nan);
}

pools::Pool pool(const QString &name, int agents, double cpus, double used)
{
    pools::Pool p;
    p.name = name;
    p.registered = agents;
    p.total.cpus = cpus;
    p.used.cpus = used;
    return p;
}

pools::Pool group(const QString &name, int wanted, int launched, double price)
{
    pools::Pool p = pool(name, launched, 0, 0);
    p.kind = pools::Pool::Kind::Spot;
    p.wanted = wanted;
    p.launched = launched;
    p.price = price;
    p.state = launched < wanted ? pools::Pool::State::Refused : pools::Pool::State::Steady;
    return p;
}

pools::Picture pictureOf(const QList<pools::Pool> &pools)
{
    pools::Picture picture;
    picture.pools = pools;
    return picture;
}

watch::Finding finding(const QString &key, watch::Severity severity)
{
    watch::Finding f;
    f.key = key;
    f.severity = severity;
    f.glyph = u"TASK_FAILED"_s;
    f.subject = key + u" failed"_s;
    f.fact = u"1 task"_s;
    f.since = now - 9min;
    f.isMoment = true;
    f.steps = { { u"Open task"_s, u"tasks"_s, u"task/f/"_s + key, {}, {}, {} } };
    return f;
}

/// Names of what was painted.
class Painted final : public QObject
{
public:
    Painted() { qApp->installEventFilter(this); }
    QStringList names;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            names += QString::fromLatin1(watched->metaObject()->className()) + u' ' + watched->objectName();
        return false;
    }
};

/// Until everything is shown that was asked for.
void settle()
{
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
}

QStringList keys(const ui::NeedsYouCard &card)
{
    QStringList all;
    for (const ui::FindingRow *row : card.rows())
        all += row->finding().key;
    return all;
}

} // namespace

class tst_Overview : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void drawsSteps_notSlopes();
    void leavesHoles_wherePollsWereMissed();
    void holdsTheLastSample_onlyWhileItIsYoung();
    void findsTheSample_ofAMoment();
    void marksRoundTimes();
    void showsThePointersTime_andGoesBackToNow();
    void saysNone_whereThereAreNoDevices();
    void namesUnits_byTheSizeOfTheTotal();
    void writesOneStatusLine();
    void sumsPools();
    void tellsWhatPoolsWantAndCost();
    void tellsGrowingPools_fromSteadyOnes();
    void showsPools_asATable();
    void givesEachRoleItsShare();
    void keepsReservedResources_fromOtherRoles();
    void keepsEventsInOrder_andWithinTheirLayer();
    void keepsRowsInPlace_whileTheyAreInUse();
    void saysSo_whenNothingNeedsYou();
    void leadsOn_byItsButtons();
    void paintsNothing_whileNothingIsNew();
    void isKeptQuiet_byItsMenu();
    void quietRows_countApart_andSayUntilWhen();
};

void tst_Overview::initTestCase()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_Overview::drawsSteps_notSlopes()
{
    const auto series = ui::capacitySeries({ sample(now - 20min, 100, 40), sample(now - 10min, 100, 60, 5) },
                                           Capacity::Cpus, now, 1h);
    QCOMPARE(series.stretches.size(), 1);
    const auto x = [](core::TimePoint t) { return static_cast<double>(t.time_since_epoch().count()); };
    QCOMPARE(
        series.stretches[0].allocated,
        QList<QPointF>({ { x(now - 20min), 40 }, { x(now - 10min), 40 }, { x(now - 10min), 60 }, { x(now), 60 } }));
    QCOMPARE(series.stretches[0].offered.last(), QPointF(x(now), 65));
    QCOMPARE(series.stretches[0].total.last(), QPointF(x(now), 100));
    QCOMPARE(series.highest, 100.0);
}

void tst_Overview::leavesHoles_wherePollsWereMissed()
{
    const auto series = ui::capacitySeries(
        { sample(now - 3h, 100, 40), hole(now - 2h), sample(now - 1h, 90, 60), sample(now, 90, 60) }, Capacity::Memory,
        now, 1min);
    QCOMPARE(series.stretches.size(), 2);
    QCOMPARE(series.stretches[0].total.size(), 1);
    QCOMPARE(series.stretches[1].total.first().y(), 90.0);
    QVERIFY(ui::capacitySeries({}, Capacity::Cpus, now, 1h).isEmpty());
    QVERIFY(ui::capacitySeries({ hole(now) }, Capacity::Cpus, now, 1h).isEmpty());
}

void tst_Overview::holdsTheLastSample_onlyWhileItIsYoung()
{
    const auto end = [](core::Duration age) {
        const auto series = ui::capacitySeries({ sample(now - age, 100, 40) }, Capacity::Cpus, now, 10min);
        return now - core::TimePoint(core::Duration(std::llround(series.stretches[0].total.last().x())));
    };
    QCOMPARE(end(9min), core::Duration::zero());
    QCOMPARE(end(11min), core::Duration(11min));
}

void tst_Overview::findsTheSample_ofAMoment()
{
    const QList<CapacitySample> samples{ sample(now - 30min, 1, 0), hole(now - 20min), sample(now - 10min, 2, 0) };
    QCOMPARE(ui::sampleAt(samples, now - 31min), nullptr);
    QCOMPARE(ui::sampleAt(samples, now - 25min), &samples[0]);
    QCOMPARE(ui::sampleAt(samples, now - 15min), nullptr);
    QCOMPARE(ui::sampleAt(samples, now), &samples[2]);
}

void tst_Overview::marksRoundTimes()
{
    QStringList clocks;
    for (const core::TimePoint t : ui::axisTimes(now - 24h, now, 5))
        clocks += core::formatClockBare(t).left(5);
    QCOMPARE(clocks, QStringList({ u"08:00"_s, u"14:00"_s, u"20:00"_s, u"02:00"_s }));
    QVERIFY(ui::axisTimes(now - 30 * 24h, now, 5).size() <= 6);
    QVERIFY(!ui::axisTimes(now - 6h, now, 4).isEmpty());
}

void tst_Overview::showsThePointersTime_andGoesBackToNow()
{
    ui::CapacityCell cell(Capacity::Cpus);
    cell.resize(240, 160);
    cell.setNow({ 752, 610.5, 24 });
    const auto words = [&cell] {
        QStringList all;
        for (const ui::TokenLabel *label : cell.findChildren<ui::TokenLabel *>())
            all += label->text();
        return all.join(u'|');
    };
    QVERIFY2(words().contains(u"81 %|610.5 of 752.0|idle 117.5"_s), qPrintable(words()));
    cell.point(now - 1h, true, { 752, 376, 0 });
    QVERIFY2(words().contains(u"50 %|376.0 of 752.0|idle 376.0|at 02:47"_s), qPrintable(words()));
    cell.point(now - 2h, false, {});
    QVERIFY2(words().contains(u"–|not observed"_s), qPrintable(words()));
    cell.pointAway();
    QVERIFY2(words().contains(u"81 %"_s), qPrintable(words()));
}

void tst_Overview::saysNone_whereThereAreNoDevices()
{
    ui::CapacityCell cell(Capacity::Gpus);
    cell.setNow({ 0, 0, 0 });
    QStringList words;
    for (const ui::TokenLabel *label : cell.findChildren<ui::TokenLabel *>())
        words += label->text();
    QVERIFY(words.contains(u"none"_s));
    QVERIFY(words.contains(u"No agent offers gpus"_s));
    QVERIFY(!cell.chart());
    cell.setNow({ 8, 2, 0 });
    QVERIFY(cell.chart() && cell.chart()->isVisibleTo(&cell));
    cell.setNow({ 0, 0, 0 });
    QVERIFY(!cell.chart()->isVisibleTo(&cell));
}

void tst_Overview::namesUnits_byTheSizeOfTheTotal()
{
    QCOMPARE(ui::Unit::of(Capacity::Memory, 5585.6 * 1024).withUnit(u"x"_s), u"x GiB"_s);
    const ui::Unit tebi = ui::Unit::of(Capacity::Disk, 19.6 * 1024 * 1024);
    QCOMPARE(tebi.withUnit(tebi.number(12.9 * 1024 * 1024)), u"12.9 TiB"_s);
    QCOMPARE(ui::Unit::of(Capacity::Gpus, 4).number(3), u"3"_s);
    QCOMPARE(ui::percent(1, 0), u"–"_s);
}

void tst_Overview::writesOneStatusLine()
{
    StateBuilder b;
    b.agent("a1", "ip-1", { 16, 1024, 0, 0 }, { 8, 512, 0, 0 });
    b.agent("a2", "ip-2", { 16, 1024, 0, 0 }).phase = mesos::AgentPhase::Unreachable;
    b.task("t1", "etl", "f1", "a1", mesos::TaskState::Running, now);
    b.task("t2", "etl", "f1", "a1", mesos::TaskState::Failed, now - 5min);
    const mesos::Snapshot snapshot = b.build();
    const QString line = ui::statusLine(u"cantareira"_s, *snapshot, { 1, 2 }, {}, now, now);
    QCOMPARE(line,
             u"cantareira at 03:47:00 BRT: 1 agent, 1 task running, cpus 50 %, memory 50 %, 1 failure, 2 warnings"_s);
    QCOMPARE(ui::statusLine(u"cantareira"_s, *snapshot, { 1, 2 }, u"Night runs: ends ~07:20"_s, now, now),
             line + u". Night runs: ends ~07:20"_s);
    const ui::Counts counts = ui::countsOf(*snapshot, now);
    QCOMPARE(counts.agents, 1);
    QCOMPARE(counts.failedLately, 1);
}

void tst_Overview::sumsPools()
{
    const ui::PoolRows rows(pictureOf({ pool(u"model"_s, 3, 48, 45), pool(u"spot"_s, 5, 80, 71.5) }), {});
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Name, now), u"All pools"_s);
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Registered, now), u"8"_s);
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Wanted, now), u"–"_s); // nobody says, and no 0 is made of it
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Cpus, now), u"116.5 / 128.0"_s);
    QCOMPARE(rows.display(0, ui::PoolRows::Cpus, now), u"45.0 / 48.0"_s);
    QCOMPARE(rows.number(0, ui::PoolRows::Cpus), 45.0 / 48.0);
    QVERIFY(std::isnan(rows.number(0, ui::PoolRows::Gpus)));
    QCOMPARE(rows.display(0, ui::PoolRows::Gpus, now), u"none"_s);
}

void tst_Overview::tellsWhatPoolsWantAndCost()
{
    const ui::PoolRows rows(pictureOf({ group(u"spot"_s, 8, 5, 1.86), group(u"on-demand"_s, 18, 18, 18.14) }), {});
    QCOMPARE(rows.text(0, ui::PoolRows::State), "refused");
    QCOMPARE(rows.text(1, ui::PoolRows::State), "steady");
    QVERIFY(rows.rank(0, ui::PoolRows::State) < rows.rank(1, ui::PoolRows::State));
    QCOMPARE(rows.severity(0), tables::Severity::Warning);
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Wanted, now), u"26"_s);
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Launched, now), u"23"_s);
    QCOMPARE(rows.totals()->display(0, ui::PoolRows::Price, now), u"20.00"_s);
}

void tst_Overview::tellsGrowingPools_fromSteadyOnes()
{
    ui::PoolTrends trends;
    QVERIFY(!trends.observe({ pool(u"model"_s, 3, 48, 0), pool(u"spot"_s, 9, 48, 0) }, now - 30min));
    QVERIFY(trends.observe({ pool(u"model"_s, 4, 48, 0), pool(u"spot"_s, 7, 48, 0) }, now - 5min));
    QCOMPARE(trends.of(u"model"_s), 1);
    QCOMPARE(trends.of(u"spot"_s), -2);
    QCOMPARE(trends.of(u"fixed"_s), 0);
    QVERIFY(trends.observe({ pool(u"model"_s, 4, 48, 0) }, now + 6min)); // what happened is eleven minutes old now
    QCOMPARE(trends.of(u"model"_s), 0);
}

void tst_Overview::showsPools_asATable()
{
    core::ManualClock clock(now);
    tables::TableModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy applied(&model, &tables::TableModel::applied);
    model.setRows(std::make_shared<const ui::PoolRows>(pictureOf({ pool(u"a"_s, 1, 8, 4), pool(u"b"_s, 2, 8, 4) }),
                                                       ui::PoolTrends()));
    QTRY_COMPARE(applied.size(), 1);
    const QPersistentModelIndex second = model.indexOfKey("b");
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setRows(std::make_shared<const ui::PoolRows>(pictureOf({ pool(u"b"_s, 2, 8, 5) }), ui::PoolTrends()));
    QTRY_COMPARE(applied.size(), 2);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(second.row(), 0);
    QCOMPARE(second.sibling(second.row(), ui::PoolRows::Cpus).data().toString(), u"5.0 / 8.0"_s);
    QVERIFY(!changes.isEmpty());
}

void tst_Overview::givesEachRoleItsShare()
{
    StateBuilder b;
    b.agent("a1", "ip-1", { 100, 0, 0, 0 }, { 40, 0, 0, 0 }).offered = { 10, 0, 0, 0 };
    mesos::Role prod;
    prod.name = b.text("prod");
    prod.allocated = { 30, 0, 0, 0 };
    prod.offered = { 10, 0, 0, 0 };
    mesos::Role limited;
    limited.name = b.text("spark");
    limited.allocated = { 10, 0, 0, 0 };
    limited.limit = mesos::ResourceSum{ 25, -1, -1, -1 };
    b.state().roles = { prod, limited };
    mesos::Framework &framework = b.framework("f1", "spark-shell");
    framework.used = { 10, 0, 0, 0 };
    b.state().frameworkRoles = { b.text("spark") };
    framework.roles = { 0, 1 };
    b.framework("f2", "ended", mesos::FrameworkPhase::Completed);
    const mesos::Snapshot snapshot = b.build();

    const auto roles = ui::shares(*snapshot, ui::ShareBy::Role, Capacity::Cpus);
    QCOMPARE(roles.size(), size_t{ 2 });
    QCOMPARE(roles[0].idle, 50.0);
    QCOMPARE(roles[0].total(), 90.0);
    QCOMPARE(roles[1].idle, 15.0); // its quota ends before the cluster does
    const auto frameworks = ui::shares(*snapshot, ui::ShareBy::Framework, Capacity::Cpus);
    QCOMPARE(frameworks.size(), size_t{ 1 });
    QCOMPARE(frameworks[0].total(), 25.0);
}

void tst_Overview::keepsReservedResources_fromOtherRoles()
{
    StateBuilder b;
    b.agent("a1", "ip-1", { 100, 0, 0, 0 });
    mesos::Role web;
    web.name = b.text("web");
    web.reserved = { 30, 0, 0, 0 };
    web.allocated = { 10, 0, 0, 0 };
    mesos::Role other;
    other.name = b.text("x");
    b.state().agents.back().used = { 10, 0, 0, 0 };
    b.state().roles = { web, other };
    const auto roles = ui::shares(*b.build(), ui::ShareBy::Role, Capacity::Cpus);
    QCOMPARE(roles[0].idle, 90.0);
    QCOMPARE(roles[1].idle, 70.0); // 20 of the idle ones are web's
}

void tst_Overview::keepsEventsInOrder_andWithinTheirLayer()
{
    core::ManualClock clock(now);
    ui::EventsModel model(clock);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto event = [](core::Duration age, const QString &layer) {
        return history::Event{ now - age, layer, u"active"_s, layer + u" event"_s, {} };
    };
    model.add(event(1min, u"Mesos"_s));
    model.setPast({ event(1min, u"Mesos"_s), event(5min, u"you"_s), event(20h, u"Mesos"_s) });
    QCOMPARE(model.rowCount(), 3); // the one that came meanwhile is not told twice
    model.add(event(3min, u"console"_s)); // late
    QCOMPARE(model.index(1).data(ui::EventsModel::LayerRole).toString(), u"console"_s);
    QCOMPARE(model.index(0).data(ui::EventsModel::TimeRole).toString(), u"03:46:00"_s);
    QCOMPARE(model.index(3).data(ui::EventsModel::TimeRole).toString(), u"07:47:00"_s);
    QCOMPARE(model.layers(), QStringList({ u"Mesos"_s, u"console"_s, u"you"_s }));
    model.setLayer(u"Mesos"_s);
    QCOMPARE(model.rowCount(), 2);
    model.add(event(0min, u"you"_s));
    QCOMPARE(model.rowCount(), 2);
    for (int i = 0; i < 2 * ui::EventsModel::most; ++i)
        model.add(event(0min, u"Mesos"_s));
    QVERIFY(model.rowCount() <= ui::EventsModel::most);
}

void tst_Overview::keepsRowsInPlace_whileTheyAreInUse()
{
    using enum watch::Severity;
    ui::NeedsYouCard card;
    card.setGeometry(300, 300, 600, 300); // away from where the pointer rests
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    card.setFindings({ finding(u"a"_s, Warning), finding(u"b"_s, Warning) }, now);
    auto *button = card.rows()[0]->findChild<QPushButton *>();
    button->setFocus();
    QTRY_VERIFY(button->hasFocus());
    card.setFindings({ finding(u"c"_s, Failure), finding(u"b"_s, Warning), finding(u"a"_s, Warning) }, now);
    QCOMPARE(keys(card), QStringList({ u"a"_s, u"b"_s, u"c"_s }));
    QVERIFY(button->hasFocus());
    button->clearFocus();
    card.setFindings({ finding(u"c"_s, Failure), finding(u"a"_s, Warning) }, now);
    QCOMPARE(keys(card), QStringList({ u"c"_s, u"a"_s }));
}

void tst_Overview::saysSo_whenNothingNeedsYou()
{
    ui::NeedsYouCard card;
    card.setFindings({ finding(u"a"_s, watch::Severity::Failure) }, now);
    auto *nothing = card.findChild<QWidget *>(u"nothingNeedsYou"_s);
    QVERIFY(!nothing->isVisibleTo(&card));
    card.setFindings({}, now);
    QVERIFY(nothing->isVisibleTo(&card));
    QCOMPARE(nothing->accessibleName(), u"Nothing needs you."_s);
}

void tst_Overview::leadsOn_byItsButtons()
{
    ui::NeedsYouCard card;
    card.setFindings({ finding(u"a"_s, watch::Severity::Failure) }, now);
    QCOMPARE(card.rows()[0]->accessibleName(), u"a failed 1 task · 9 min ago"_s);
    QSignalSpy taken(&card, &ui::NeedsYouCard::stepTaken);
    QTest::mouseClick(card.rows()[0]->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(taken.size(), 1);
    QCOMPARE(taken.first().first().value<watch::Step>().link, u"task/f/a"_s);
}

void tst_Overview::paintsNothing_whileNothingIsNew()
{
    const core::ManualClock clock(now);
    ui::NeedsYouCard needsYou;
    ui::PoolsCard poolsCard(clock);
    ui::SharesCard shares(clock);
    const QList<watch::Finding> findings{ finding(u"a"_s, watch::Severity::Failure),
                                          finding(u"b"_s, watch::Severity::Warning) };
    const auto picture = std::make_shared<const pools::Picture>(pictureOf({ pool(u"model"_s, 3, 48, 0) }));
    StateBuilder cluster;
    cluster.agent("a1", "ip-1", { 100, 0, 0, 0 });
    mesos::Role role;
    role.name = cluster.text("prod");
    role.allocated = { 30, 0, 0, 0 };
    cluster.state().roles = { role };
    const mesos::Snapshot state = cluster.build();
    const auto tell = [&](core::TimePoint at) {
        needsYou.setFindings(findings, at);
        poolsCard.setPools(picture, at);
        shares.setSnapshot(state);
    };
    tell(now);
    for (QWidget *card :
         { static_cast<QWidget *>(&needsYou), static_cast<QWidget *>(&poolsCard), static_cast<QWidget *>(&shares) }) {
        card->show();
        QVERIFY(QTest::qWaitForWindowExposed(card));
    }
    QTRY_COMPARE(poolsCard.table()->tableModel()->shownCount(), 1);
    QTRY_VERIFY(shares.table()->tableModel()->shownCount() > 0);
    const auto isCalm = [] {
        const Painted still;
        settle();
        return still.names.isEmpty();
    };
    QTRY_VERIFY(isCalm()); // windows that come paint themselves more than once

    const Painted painted;
    tell(now + 10s);
    settle();
    QCOMPARE(painted.names, QStringList());
    tell(now + 1min);
    settle();
    QCOMPARE(painted.names.filter(u"FindingRow"_s).size(), 2); // "10 min ago"
}

void tst_Overview::isKeptQuiet_byItsMenu()
{
    ui::NeedsYouCard card;
    card.setFindings({ finding(u"a"_s, watch::Severity::Failure) }, now);
    QSignalSpy wanted(&card, &ui::NeedsYouCard::quietWanted);
    ui::FindingRow *const row = card.rows()[0];
    QContextMenuEvent asked(QContextMenuEvent::Mouse, { 5, 5 }, row->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(row, &asked);
    auto *menu = row->findChild<QMenu *>(u"findingMenu"_s);
    QVERIFY(menu);
    row->findChild<QAction *>(u"quiet-30"_s)->trigger();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted[0][0].toString(), u"a"_s);
    QCOMPARE(wanted[0][1].value<std::chrono::minutes>(), 30min);
    menu->close();
}

void tst_Overview::quietRows_countApart_andSayUntilWhen()
{
    ui::NeedsYouCard card;
    watch::Finding quiet = finding(u"a"_s, watch::Severity::Failure);
    quiet.quiet = watch::Quiet{ now, now + 30min, u"ana@desk"_s };
    card.setFindings({ finding(u"b"_s, watch::Severity::Failure), quiet }, now);
    QStringList words;
    for (const ui::TokenLabel *label : card.findChildren<ui::TokenLabel *>())
        words += label->text();
    QVERIFY2(words.contains(u"1 failure"_s) && words.contains(u"1 quiet"_s), qPrintable(words.join(u'|')));
    QVERIFY2(card.rows()[1]->sentence().contains(u" · quiet until "_s), qPrintable(card.rows()[1]->sentence()));
}

QTEST_MAIN(tst_Overview)
#include "tst_overview.moc"
