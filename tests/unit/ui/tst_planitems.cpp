// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/planitemsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
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
    }
};

QTEST_MAIN(tst_PlanItems)
#include "tst_planitems.moc"
