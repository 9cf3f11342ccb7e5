// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/fairshares.h"
#include "ui/plan/planitemsmodel.h"
#include "ui/plan/planitemsview.h"
#include "ui/style/theme.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::PlanItemsModel;

namespace {

actions::ItemTable tableOf(const QStringList &names)
{
    actions::ItemTable table;
    table.nameTitle = u"Job"_s;
    table.columns = { u"Instances"_s, u"Pool"_s };
    for (const QString &name : names) {
        actions::Item item;
        item.key = u"jobs/prod/"_s + name;
        item.name = name;
        item.facts = { u"3 of 4"_s, u"mesos-fixed"_s };
        item.ticked = item.tickedAtFirst = true;
        table.items << item;
    }
    return table;
}

} // namespace

/// The rows of a plan as views see them.
class tst_PlanItems : public QObject
{
    Q_OBJECT

private slots:
    void isASoundModel_throughNewPlans()
    {
        PlanItemsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setTable(tableOf({ u"a"_s, u"b"_s }));
        QCOMPARE(resets.size(), 1);
        actions::ItemTable ticked = tableOf({ u"a"_s, u"b"_s });
        ticked.items[0].ticked = false;
        ticked.items[1].protection = u"it has one instance"_s;
        ticked.items[1].ticked = false;
        model.setTable(ticked); // the same rows stay where they are
        QCOMPARE(resets.size(), 1);
        QCOMPARE(changes.size(), 1);
        model.setTable(tableOf({ u"b"_s }));
        model.setTable({});
        QCOMPARE(resets.size(), 3);
        QCOMPARE(model.rowCount(), 0);
    }

    void aTick_isAskedFor_andALockedRowHasNone()
    {
        PlanItemsModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        actions::ItemTable table = tableOf({ u"a"_s, u"b"_s });
        table.items[1].protection = u"it has one instance"_s;
        table.items[1].ticked = false;
        QVERIFY(table.items[1].isLocked());
        model.setTable(table);
        QSignalSpy asked(&model, &PlanItemsModel::tickRequested);
        QVERIFY(model.setData(model.index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), u"jobs/prod/a"_s);
        QCOMPARE(model.data(model.index(0, 0), Qt::CheckStateRole).value<Qt::CheckState>(),
                 Qt::Checked); // until planned
        QVERIFY(!model.setData(model.index(1, 0), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(!model.data(model.index(1, 0), Qt::CheckStateRole).isValid());
        QVERIFY(!model.setData({}, Qt::Checked, Qt::CheckStateRole));
        QCOMPARE(asked.size(), 1);
        // What it is locked for is read in the row, and unlocks it.
        const QModelIndex last = model.index(1, 2);
        QVERIFY(model.isUnlock(last) && !model.isUnlock(model.index(0, 2)));
        QCOMPARE(model.data(last, Qt::DisplayRole).toString(), u"it has one instance: unlock by name…"_s);
    }

    void aColumnOfFigures_isAtTheRight_withItsHeading()
    {
        PlanItemsModel model;
        actions::ItemTable table = tableOf({ u"a"_s, u"b"_s });
        table.columns = { u"Work lost"_s, u"Asks for"_s };
        table.items[0].facts = { u"none, a service"_s, u"0.5 CPUs, 4.0 GiB"_s };
        table.items[1].facts = { u"2 h 35"_s, u"1.0 CPUs, 2.0 GiB"_s };
        model.setTable(table);
        const auto sideOf = [&](int column) {
            return Qt::Alignment(model.index(0, column).data(Qt::TextAlignmentRole).toInt()) & Qt::AlignHorizontal_Mask;
        };
        QCOMPARE(sideOf(0), Qt::AlignLeft);
        QCOMPARE(sideOf(1), Qt::AlignRight);
        QCOMPARE(sideOf(2), Qt::AlignLeft); // a list that begins with a figure is none
        QCOMPARE(model.headerData(1, Qt::Horizontal, Qt::TextAlignmentRole).toInt(),
                 model.index(1, 1).data(Qt::TextAlignmentRole).toInt());
    }

    /// Names are not cut while another column has room to spare.
    void columnsAreAsWideAsTheirWords()
    {
        ui::Theme::install(qApp, ui::ColourScheme::Light);
        ui::PlanItemsView view;
        actions::ItemTable table = tableOf({ u"i-044f70b89b6d2e155"_s, u"i-08cd70bdbefc03d43"_s });
        table.columns = { u"Agent"_s, u"Waits for"_s, u"Up for"_s };
        for (actions::Item &item : table.items)
            item.facts = { u"ip-10-130-117-122"_s, u"hyoga-model/4, itaipu-datasets-driver/12"_s, u"6 h 40"_s };
        view.resize(940, 200);
        view.setTable(table);
        view.show();
        const auto isWhole = [&](int column) {
            const QFontMetrics metrics(ui::Theme::instance()->tableFont());
            const QString text = view.view()->model()->index(0, column).data().toString();
            return view.view()->columnWidth(column) > metrics.horizontalAdvance(text);
        };
        QTRY_VERIFY(isWhole(0) && isWhole(1) && isWhole(2) && isWhole(3));
        QVERIFY(view.view()->rowHeight(0) <= 26);
    }

    void widthsAreShared()
    {
        QCOMPARE(ui::fairShares({ 50, 400, 60 }, 1000), QList<int>({ 50, 400, 60 }));
        QCOMPARE(ui::fairShares({ 50, 400, 300 }, 450), QList<int>({ 50, 200, 200 }));
        QCOMPARE(ui::fairShares({ 50, 40 }, -3), QList<int>({ 0, 0 }));
        QCOMPARE(ui::fairShares({}, 100), QList<int>());
    }
};

QTEST_MAIN(tst_PlanItems)
#include "tst_planitems.moc"
