// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explain/report.h"
#include "tests/unit/explain/clusters.h"
#include "ui/explain/explainview.h"
#include "ui/explain/fitbar.h"
#include "ui/explain/funneltable.h"
#include "ui/explain/wayoutrow.h"
#include "ui/style/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace clusters;
using explain::Verdict;
using explain::WayOut;

namespace {

Verdict modelVerdict()
{
    const mesos::Snapshot state = modelNight();
    explain::PendingGroup g = fxModel();
    g.reasons = { { u"Constraint not satisfied: slave-type"_s, now - 4min, {} } };
    return explain::explainPending(*state, g, context());
}

/// A cluster where much goes wrong at once: the widest funnel.
Verdict crowdedVerdict()
{
    Cluster b;
    b.aurora();
    const mesos::Resources task{ 4, 16 * gib, 40 * gib, 0 };
    for (int i = 0; i < 12; ++i) {
        const std::string host = "ip-10-130-118-" + std::to_string(10 + i);
        b.machine(host,
                  i % 3 == 0       ? "mesos-on-demand"
                      : i % 3 == 1 ? "mesos-spot-1a"
                                   : "mesos-fixed",
                  large, i % 4 == 0 ? mesos::Resources{} : mesos::Resources{ 14, 100 * gib, 300 * gib, 0 });
        b.attribute("rack", i % 2 ? "rack-a" : "rack-b");
        if (i % 4 == 0)
            b.state().agents.back().phase = i % 8 == 0 ? mesos::AgentPhase::Deactivated : mesos::AgentPhase::Draining;
        b.runs("web/prod/storefront", i, host, task);
        b.runs("prod/prod/hyoga-model", i, host, task);
    }
    const mesos::Snapshot state = b.build();
    explain::PendingGroup g = group(u"prod/prod/itaipu-dimensional-modeling"_s, { 8, 64 * gib, 100 * gib, 0 }, 14, 20);
    g.demand.ports = 2;
    g.demand.values = { is("slave-type", { u"mesos-on-demand"_s, u"mesos-spot-1a"_s }), is("rack", { u"rack-b"_s }) };
    g.demand.limits = { { u"host"_s, 1 } };
    g.reasons = { { u"Insufficient: CPU,Insufficient: RAM"_s, now - 30s, {} } };
    return explain::explainPending(*state, g, context());
}

void show(ui::ExplainView &view, const Verdict &verdict, const QSize &size = { 1460, 880 })
{
    view.setVerdict(verdict, now);
    view.resize(size);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
}

} // namespace

class tst_ExplainView : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void saysTheVerdict_first();
    void boxesTheCell_thatLeftNone();
    void drawsWhatIsMissing_onTheNearest();
    void opensPlans_byButton();
    void saysWhy_whatCannotBeDone();
    void canBeDone_onceTheReasonHasGone();
    void isWalkedByKey();
    void keepsFocus_whenNothingChanged();
    void tellsReaders_everyPart();
    void fitsSmallWindows();
    void opensPoolsAndAgents();
    void copiesItAll_asText();
    void paintsPictures();
};

void tst_ExplainView::initTestCase()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_ExplainView::saysTheVerdict_first()
{
    ui::ExplainView view;
    const Verdict verdict = modelVerdict();
    show(view, verdict);
    QCOMPARE(view.findChild<QLabel *>(u"verdictSentence"_s)->text(), verdict.sentence);
    QCOMPARE(view.findChild<QLabel *>(u"verdictDetail"_s)->text(), verdict.detail);
}

void tst_ExplainView::boxesTheCell_thatLeftNone()
{
    ui::FunnelModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setVerdict(modelVerdict());
    const auto cell
        = [&](int row, int column, int role = Qt::DisplayRole) { return model.index(row, column).data(role); };
    QCOMPARE(cell(0, ui::FunnelModel::Pool).toString(), u"model"_s);
    QVERIFY(!cell(0, 2, ui::FunnelModel::IsFirstEmptyRole).toBool());
    QVERIFY(cell(0, 3, ui::FunnelModel::IsFirstEmptyRole).toBool());
    QCOMPARE(cell(0, 3, ui::FunnelModel::RemarkRole).toString(), u"most free 1.0"_s);
    QCOMPARE(cell(0, 4).toString(), u"–"_s);
    QCOMPARE(cell(0, model.columnCount() - 1).toString(), u"0"_s);
    QVERIFY(cell(2, 2, ui::FunnelModel::IsFirstEmptyRole).toBool());
    QCOMPARE(cell(2, 3).toString(), u"1 if it matched"_s);
    QCOMPARE(model.headerData(3, Qt::Horizontal, Qt::DisplayRole).toString(), u"› CPUs ≥ 15.0"_s);
    QCOMPARE(cell(0, 3, Qt::AccessibleTextRole).toString(), u"CPUs ≥ 15.0: 0, none is left: most free 1.0"_s);
}

void tst_ExplainView::drawsWhatIsMissing_onTheNearest()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    const QList<ui::FitBar *> bars = view.findChildren<ui::FitBar *>();
    QCOMPARE(bars.size(), 6); // cpus and memory on three agents; disk and ports suffice
    QCOMPARE(bars[0]->sentence(), u"CPUs: 1.0 free, needs 15.0"_s);
    QCOMPARE(bars[1]->sentence(), u"Memory: 12.8 GiB free, needs 110.0 GiB"_s);
}

void tst_ExplainView::opensPlans_byButton()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    QSignalSpy chosen(&view, &ui::ExplainView::wayOutChosen);
    const QList<ui::WayOutRow *> rows = view.findChildren<ui::WayOutRow *>();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0]->sentence(),
             u"1: Grow model by 3 machines of 16.0 cpus and 122.8 GiB of memory; places 3 of 3. like ip-10-130-101-22; "
             "1 fits on each"_s);
    QVERIFY(rows[0]->button()->text().endsWith(u'…'));
    QTest::mouseClick(rows[0]->button(), Qt::LeftButton);
    QTest::mouseClick(view.findChild<QPushButton *>(u"bestWayOut"_s), Qt::LeftButton);
    QCOMPARE(chosen.size(), 2);
    const auto way = chosen[1].first().value<WayOut>();
    QCOMPARE(way.type, WayOut::Type::Grow);
    QCOMPARE(way.pool, u"model"_s);
    QCOMPARE(way.machines, 3);
    QVERIFY(!rows[1]->button()); // to wait needs no plan
}

void tst_ExplainView::saysWhy_whatCannotBeDone()
{
    ui::ExplainView view;
    view.setWhyNot([](const WayOut &way) { return way.type == WayOut::Type::Grow ? u"needs AWS"_s : QString(); });
    show(view, modelVerdict());
    const QList<ui::WayOutRow *> rows = view.findChildren<ui::WayOutRow *>();
    QCOMPARE(rows[0]->button()->text(), u"Grow model by 3: needs AWS"_s);
    QVERIFY(!rows[0]->button()->isEnabled());
    QCOMPARE(rows[0]->button()->toolTip(), u"It cannot be done: needs AWS."_s);
    QCOMPARE(view.findChild<QPushButton *>(u"bestWayOut"_s)->text(), u"Clone with change…"_s);
    QSignalSpy chosen(&view, &ui::ExplainView::wayOutChosen);
    QTest::mouseClick(rows[0]->button(), Qt::LeftButton);
    QCOMPARE(chosen.size(), 0);
}

void tst_ExplainView::canBeDone_onceTheReasonHasGone()
{
    bool hasAnswered = false;
    ui::ExplainView view;
    view.setWhyNot([&hasAnswered](const WayOut &way) {
        return way.type == WayOut::Type::Grow && !hasAnswered ? u"AWS has not answered yet"_s : QString();
    });
    show(view, modelVerdict());
    const auto button = [&view] { return view.findChildren<ui::WayOutRow *>()[0]->button(); };
    QVERIFY(!button()->isEnabled());
    hasAnswered = true;
    view.setVerdict(modelVerdict(), now); // the same verdict
    QVERIFY(button()->isEnabled());
    QCOMPARE(button()->text(), u"Grow model by 3…"_s);
    QVERIFY(view.findChild<QPushButton *>(u"bestWayOut"_s)->text().startsWith(u"Grow model by 3"_s));
}

void tst_ExplainView::isWalkedByKey()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    view.activateWindow();
    QList<const QWidget *> walked;
    view.findChild<QPushButton *>(u"bestWayOut"_s)->setFocus();
    for (int i = 0; i < 8 && !walked.contains(QApplication::focusWidget()); ++i) {
        walked += QApplication::focusWidget();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    QVERIFY(walked.contains(view.findChild<ui::FunnelTable *>()));
    for (const ui::WayOutRow *row : view.findChildren<ui::WayOutRow *>())
        QVERIFY(!row->button() || walked.contains(row->button()));
}

void tst_ExplainView::keepsFocus_whenNothingChanged()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    view.activateWindow();
    QPushButton *button = view.findChildren<ui::WayOutRow *>().first()->button();
    button->setFocus();
    auto *funnel = view.findChild<ui::FunnelTable *>();
    funnel->setCurrentIndex(funnel->model()->index(1, 3));
    view.setVerdict(modelVerdict(), now + 5s);
    QCOMPARE(view.findChildren<ui::WayOutRow *>().first()->button(), button);
    QVERIFY(button->hasFocus());
    QCOMPARE(funnel->currentIndex(), funnel->model()->index(1, 3));
}

void tst_ExplainView::tellsReaders_everyPart()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    QVERIFY(view.findChild<QWidget *>(u"verdict"_s)->accessibleName().contains(u"15.0 cpus free"_s));
    for (const ui::FitBar *bar : view.findChildren<ui::FitBar *>())
        QCOMPARE(bar->accessibleName(), bar->sentence());
    for (const ui::WayOutRow *row : view.findChildren<ui::WayOutRow *>())
        QCOMPARE(row->accessibleName(), row->sentence());
    const QAccessibleInterface *table = QAccessible::queryAccessibleInterface(view.findChild<ui::FunnelTable *>());
    QVERIFY(table);
    QCOMPARE(table->role(), QAccessible::Table);
}

void tst_ExplainView::fitsSmallWindows()
{
    ui::ExplainView view;
    show(view, crowdedVerdict(), { 980, 530 }); // what 1024 × 600 leaves beside header and rail
    const auto *scroll = view.findChild<QScrollArea *>();
    const QWidget *content = scroll->widget();
    QVERIFY2(content->width() <= scroll->viewport()->width(), qPrintable(QString::number(content->width())));
    for (const ui::WayOutRow *row : view.findChildren<ui::WayOutRow *>()) {
        if (row->button())
            QVERIFY(row->rect().contains(row->button()->geometry()));
    }
}

void tst_ExplainView::opensPoolsAndAgents()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    QSignalSpy pools(&view, &ui::ExplainView::poolOpened);
    QTest::keyClick(view.findChild<ui::FunnelTable *>(), Qt::Key_Return);
    QCOMPARE(pools.size(), 1);
    QCOMPARE(pools.first().first().toString(), u"model"_s);
    QSignalSpy agents(&view, &ui::ExplainView::agentOpened);
    for (QAbstractButton *button : view.findChildren<QAbstractButton *>()) {
        if (button->text() == u"ip-10-130-112-8"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QCOMPARE(agents.size(), 1);
    QCOMPARE(agents.first().first().toString(), u"ip-10-130-112-8-id"_s);
}

void tst_ExplainView::copiesItAll_asText()
{
    ui::ExplainView view;
    show(view, modelVerdict());
    const QString text = view.text();
    QVERIFY(text.startsWith(u"prod/prod/fx-model\n3 of 6 instances wait"_s));
    QVERIFY(text.contains(u"0 (most free 1.0)"_s));
    QVERIFY(text.contains(u"1. Grow model by 3 machines"_s));
    QVERIFY(text.contains(u"[4 min]"_s));
    const QJsonObject json = explain::toJson(modelVerdict());
    QCOMPARE(json.value(u"cause"_s).toString(), u"full"_s);
    QCOMPARE(json.value(u"needs"_s).toObject().value(u"cpus"_s).toDouble(), 15.0);
}

/// Not a check but for eyes: COMPORTA_PICTURES=directory writes the view as people see it.
void tst_ExplainView::paintsPictures()
{
    const QString directory = qEnvironmentVariable("COMPORTA_PICTURES");
    if (directory.isEmpty())
        QSKIP("COMPORTA_PICTURES names no directory");
    const auto grab = [&](const Verdict &verdict, const QSize &size, const QString &name) {
        ui::ExplainView view;
        view.setWhyNot([](const WayOut &way) { return way.type == WayOut::Type::Grow ? u"needs AWS"_s : QString(); });
        show(view, verdict, size);
        QVERIFY(view.grab().save(QDir(directory).filePath(name)));
    };
    for (const auto &[scheme, suffix] :
         { std::pair{ ui::ColourScheme::Light, u""_s }, std::pair{ ui::ColourScheme::Dark, u"-dark"_s } }) {
        ui::Theme::instance()->setScheme(scheme);
        grab(modelVerdict(), { 1460, 880 }, u"explain%1.png"_s.arg(suffix));
        grab(crowdedVerdict(), { 1460, 880 }, u"explain-crowded%1.png"_s.arg(suffix));
        grab(crowdedVerdict(), { 980, 530 }, u"explain-small%1.png"_s.arg(suffix));
    }
    ui::Theme::instance()->setScheme(ui::ColourScheme::Light);
}

QTEST_MAIN(tst_ExplainView)
#include "tst_explainview.moc"
