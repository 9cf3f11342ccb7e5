// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/tablemodel.h"
#include "tests/unit/tables/naivetable.h"
#include "tests/unit/tables/samplerows.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tables;

namespace {

const core::TimePoint start{ core::Duration(1'700'000'000'000) };

std::shared_ptr<const SampleRows> picture(std::vector<Sample> samples, bool withRack = false)
{
    return std::make_shared<const SampleRows>(std::move(samples), withRack);
}

Sample sample(const char *key, double cpus = 1, const char *pool = "p")
{
    Sample s;
    s.key = key;
    s.name = std::string("name of ") + key;
    s.pool = pool;
    s.cpus = cpus;
    return s;
}

/// A model with the tester attached that waits for what it was asked.
struct Table
{
    core::ManualClock clock{ start };
    TableModel model{ clock };
    QAbstractItemModelTester tester{ &model, QAbstractItemModelTester::FailureReportingMode::QtTest };

    explicit Table(int swapThreshold = 2000) { model.setSwapThreshold(swapThreshold); }

    bool settle()
    {
        while (model.isBusy()) {
            QSignalSpy applied(&model, &TableModel::applied);
            if (!applied.wait(60000))
                return false;
        }
        return true;
    }
    bool show(Rows rows)
    {
        model.setRows(std::move(rows));
        return settle();
    }
    QStringList shown() const { return NaiveTable::shownBy(model); }
};

Filter nameFilter(const QString &needle)
{
    return needle.isEmpty() ? Filter() : *Filter::parse(u"name:"_s + needle, SampleRows::sampleColumns());
}

/// Counts every signal that tells of a changed structure.
struct Signals
{
    explicit Signals(const TableModel &model)
        : resets(&model, &QAbstractItemModel::modelReset)
        , inserts(&model, &QAbstractItemModel::rowsInserted)
        , removes(&model, &QAbstractItemModel::rowsRemoved)
        , moves(&model, &QAbstractItemModel::rowsMoved)
        , layouts(&model, &QAbstractItemModel::layoutChanged)
        , changes(&model, &QAbstractItemModel::dataChanged)
    {
    }
    QSignalSpy resets, inserts, removes, moves, layouts, changes;

    /// "insert 2 remove 1 …", without what did not happen.
    QString summary() const
    {
        QStringList parts;
        const auto add = [&](const QSignalSpy &spy, const char *word) {
            if (!spy.isEmpty())
                parts.append(QString::fromLatin1(word) + u' ' + QString::number(spy.count()));
        };
        add(resets, "reset");
        add(inserts, "insert");
        add(removes, "remove");
        add(moves, "move");
        add(layouts, "layout");
        add(changes, "change");
        return parts.join(u' ');
    }
};

/// A little cluster that changes at random, and the settings of its table.
class RandomTable
{
public:
    explicit RandomTable(quint32 seed)
        : m_random(seed)
    {
        for (int i = 0; i < 25; ++i)
            m_samples.push_back(newSample());
    }

    /// One step: another picture, or another filter, order, group or fold.
    void step(TableModel &model)
    {
        switch (below(8)) {
        case 0:
            expected.needle = QStringList{ QString(), u"a"_s, u"b1"_s, u"zz"_s }.at(below(4));
            model.setFilter(nameFilter(expected.needle));
            break;
        case 1:
            expected.sort.clear();
            for (int i = below(3); i > 0; --i)
                expected.sort.append({ below(7), below(2) == 0 ? Qt::AscendingOrder : Qt::DescendingOrder });
            model.setSort(expected.sort);
            break;
        case 2:
            setGroup(model, below(2) == 0 ? -1 : int(SampleRows::PoolColumn));
            break;
        case 3:
            fold(model);
            break;
        default:
            changePicture();
            model.setRows(rows);
            break;
        }
    }

    void changePicture()
    {
        for (int i = below(4); i > 0; --i)
            m_samples.insert(m_samples.begin() + below(int(m_samples.size()) + 1), newSample());
        for (int i = below(4); i > 0 && !m_samples.empty(); --i)
            m_samples.erase(m_samples.begin() + below(int(m_samples.size())));
        for (int i = below(5); i > 0 && !m_samples.empty(); --i) {
            Sample &changed = m_samples[size_t(below(int(m_samples.size())))];
            const std::string key = changed.key;
            changed = newSample();
            changed.key = key;
        }
        if (below(20) == 0)
            std::shuffle(m_samples.begin(), m_samples.end(), m_random);
        if (below(60) == 0)
            m_samples.clear();
        rows = picture(m_samples);
        expected.rows = rows.get();
    }

    int below(int bound) { return int(m_random.bounded(bound)); }

    std::shared_ptr<const SampleRows> rows;
    NaiveTable expected;

private:
    Sample newSample()
    {
        Sample s;
        s.key = "k" + std::to_string(++m_lastKey);
        s.state = std::vector<std::string>{ "running", "failed", "lost" }[size_t(below(3))];
        s.name = std::string(1, char('a' + below(4))) + std::to_string(below(12));
        s.pool = std::string(size_t(below(3)), char('p' + below(3)));
        s.cpus = below(5);
        s.mem = below(3) * 1024;
        if (below(3) > 0)
            s.started = 1.7e12 - below(5) * 1000;
        return s;
    }

    void setGroup(TableModel &model, int column)
    {
        if (column != expected.groupColumn)
            expected.foldExceptions.clear();
        expected.groupColumn = column;
        model.setGroupColumn(column);
    }

    void fold(TableModel &model)
    {
        if (below(4) == 0) {
            expected.foldedByDefault = below(2) == 0;
            expected.foldExceptions.clear();
            model.setAllFolded(expected.foldedByDefault);
            return;
        }
        const QByteArray text(below(3), char('p' + below(3)));
        const bool folded = below(2) == 0;
        if (folded != expected.foldedByDefault)
            expected.foldExceptions.insert(text);
        else
            expected.foldExceptions.remove(text);
        model.setFolded(text, folded);
    }

    QRandomGenerator m_random;
    std::vector<Sample> m_samples;
    int m_lastKey = 0;
};

} // namespace

class tst_TableModel : public QObject
{
    Q_OBJECT

private slots:
    void showsWhatANaiveTableShows_data();
    void showsWhatANaiveTableShows();
    void keepsSelectionAndCurrent_whenRowsComeAndGo_data();
    void keepsSelectionAndCurrent_whenRowsComeAndGo();
    void tellsSingleSteps();
    void tellsOnlyChangedColumns();
    void tellsOneSwap_aboveTheThreshold();
    void saysNothing_whenNothingChanged_data();
    void saysNothing_whenNothingChanged();
    void movesOneRow_whenItsSortKeyChanges();
    void swaps_whenStepsAreTooMany();
    void showsTheLatest_whenAskedInARush();
    void showsHeadersBeforeTheFirstPicture();
    void sumsGroups();
    void tellsGroupHeader_whenAMemberChanges();
    void keepsGroupsFolded_whenTheyReturn();
    void followsColumnsByKey();
    void tellsAges_onlyWhenTheyReadOtherwise();
    void filtersAgain_asAgesGrow();
    void survivesEqualKeys();
    void dies_whileBusy();
    void namesCellsForScreenReaders();
};

void tst_TableModel::showsWhatANaiveTableShows_data()
{
    QTest::addColumn<int>("threshold");
    QTest::addColumn<quint32>("seed");
    QTest::newRow("single steps") << 2000 << 1U;
    QTest::newRow("swaps") << 0 << 2U;
    QTest::newRow("both") << 12 << 3U;
}

void tst_TableModel::showsWhatANaiveTableShows()
{
    QFETCH(int, threshold);
    QFETCH(quint32, seed);
    Table table(threshold);
    RandomTable random(seed);
    random.changePicture();
    QVERIFY(table.show(random.rows));
    const Signals told(table.model);
    for (int i = 0; i < 1500; ++i) {
        random.step(table.model);
        if (random.below(5) == 0)
            random.step(table.model); // the second one overtakes or waits
        QVERIFY(table.settle());
        const QString where = u"step %1"_s.arg(i);
        QVERIFY2(table.shown() == random.expected.shown(), qPrintable(where + u": "_s + table.shown().join(u' ')));
        QCOMPARE(table.model.totalCount(), int(random.rows->rowCount()));
    }
    QCOMPARE(told.resets.count(), 0);
    QVERIFY(threshold == 0 || told.inserts.count() > 100);
    QVERIFY2(threshold == 2000 || told.layouts.count() > 100, qPrintable(QString::number(told.layouts.count())));
    QVERIFY(threshold == 0 ? told.inserts.count() + told.removes.count() + told.moves.count() == 0 : true);
}

void tst_TableModel::keepsSelectionAndCurrent_whenRowsComeAndGo_data()
{
    QTest::addColumn<int>("threshold");
    QTest::newRow("single steps") << 2000;
    QTest::newRow("swaps") << 0;
}

void tst_TableModel::keepsSelectionAndCurrent_whenRowsComeAndGo()
{
    QFETCH(int, threshold);
    Table table(threshold);
    RandomTable random(11);
    random.changePicture();
    QVERIFY(table.show(random.rows));
    QItemSelectionModel selection(&table.model);

    QSet<QByteArray> selected;
    QList<QPair<QPersistentModelIndex, QByteArray>> pinned;
    for (int i = 0; i < 500; ++i) {
        if (i % 25 == 0) { // pin what is shown now; earlier pins have mostly gone
            selection.clear();
            selected.clear();
            pinned.clear();
            for (int row = 0; row < table.model.rowCount(); row += 2) {
                const QByteArray key = table.model.keyAt(row);
                if (key.isEmpty())
                    continue;
                pinned.append({ table.model.index(row, row % table.model.columnCount()), key });
                if (row % 4 == 0) {
                    selection.select(table.model.index(row, 0),
                                     QItemSelectionModel::Select | QItemSelectionModel::Rows);
                    selected.insert(key);
                }
            }
        }
        random.step(table.model);
        QVERIFY(table.settle());
        for (auto pin = pinned.begin(); pin != pinned.end();) {
            const QModelIndex now = table.model.indexOfKey(pin->second);
            QCOMPARE(pin->first.isValid(), now.isValid());
            if (!now.isValid()) {
                selected.remove(pin->second);
                pin = pinned.erase(pin); // gone or hidden: an index does not come back
                continue;
            }
            QCOMPARE(pin->first.row(), now.row());
            QCOMPARE(table.model.keyAt(pin->first.row()), pin->second);
            ++pin;
        }
        QSet<QByteArray> stillSelected;
        for (const QModelIndex &index : selection.selectedRows())
            stillSelected.insert(table.model.keyAt(index.row()));
        QCOMPARE(stillSelected, selected);
    }
}

void tst_TableModel::tellsSingleSteps()
{
    Table table;
    QVERIFY(table.show(picture({ sample("a"), sample("b"), sample("c"), sample("d") })));
    const Signals told(table.model);
    QVERIFY(table.show(picture({ sample("a"), sample("c2"), sample("c3"), sample("d") })));
    QCOMPARE(table.shown(), (QStringList{ u"a"_s, u"c2"_s, u"c3"_s, u"d"_s }));
    QCOMPARE(told.summary(), u"insert 1 remove 1"_s);
    QCOMPARE(told.removes.at(0).at(1).toInt(), 1);
    QCOMPARE(told.removes.at(0).at(2).toInt(), 2);
    QCOMPARE(told.inserts.at(0).at(1).toInt(), 1);
    QCOMPARE(told.inserts.at(0).at(2).toInt(), 2);
}

void tst_TableModel::tellsOnlyChangedColumns()
{
    Table table;
    QVERIFY(table.show(picture({ sample("a"), sample("b"), sample("c") })));
    const Signals told(table.model);
    Sample changed = sample("b", 2);
    changed.state = "lost";
    changed.mem = 5;
    QVERIFY(table.show(picture({ sample("a"), changed, sample("c") })));
    QCOMPARE(told.summary(), u"change 2"_s); // State, and the neighbours CPUs and Memory
    QCOMPARE(told.changes.at(0).at(0).toModelIndex(), table.model.index(1, 0));
    QCOMPARE(told.changes.at(0).at(1).toModelIndex(), table.model.index(1, 0));
    QCOMPARE(told.changes.at(1).at(0).toModelIndex(), table.model.index(1, SampleRows::CpusColumn));
    QCOMPARE(told.changes.at(1).at(1).toModelIndex(), table.model.index(1, SampleRows::MemColumn));
}

void tst_TableModel::tellsOneSwap_aboveTheThreshold()
{
    Table table(2);
    QVERIFY(table.show(picture({ sample("a"), sample("b"), sample("c") })));
    const QPersistentModelIndex gone = table.model.index(0, 2);
    const QPersistentModelIndex stays = table.model.index(2, 1);
    const Signals told(table.model);
    QVERIFY(table.show(picture({ sample("b", 7), sample("b1"), sample("c") })));
    QCOMPARE(told.summary(), u"layout 1"_s);
    QVERIFY(!gone.isValid());
    QCOMPARE(QModelIndex(stays), table.model.index(2, 1));
    QCOMPARE(table.shown(), (QStringList{ u"b"_s, u"b1"_s, u"c"_s }));
}

void tst_TableModel::saysNothing_whenNothingChanged_data()
{
    keepsSelectionAndCurrent_whenRowsComeAndGo_data();
}

void tst_TableModel::saysNothing_whenNothingChanged()
{
    QFETCH(int, threshold);
    Table table(threshold);
    table.model.setGroupColumn(SampleRows::PoolColumn);
    QVERIFY(table.show(picture({ sample("a"), sample("b") })));
    const Signals told(table.model);
    QSignalSpy applied(&table.model, &TableModel::applied);
    const Rows next = picture({ sample("b"), sample("a") });
    QVERIFY(table.show(next));
    QCOMPARE(applied.count(), 1);
    QCOMPARE(told.summary(), QString());
    QCOMPARE(table.model.rows(), next);
}

void tst_TableModel::movesOneRow_whenItsSortKeyChanges()
{
    Table table;
    table.model.setSort({ { SampleRows::CpusColumn, Qt::AscendingOrder } });
    QVERIFY(table.show(picture({ sample("a", 1), sample("b", 2), sample("c", 3), sample("d", 4) })));
    const Signals told(table.model);
    QVERIFY(table.show(picture({ sample("a", 9), sample("b", 2), sample("c", 3), sample("d", 4) })));
    QCOMPARE(table.shown(), (QStringList{ u"b"_s, u"c"_s, u"d"_s, u"a"_s }));
    QCOMPARE(told.summary(), u"move 1 change 1"_s);
}

void tst_TableModel::swaps_whenStepsAreTooMany()
{
    std::vector<Sample> samples;
    for (int i = 0; i < 1500; ++i)
        samples.push_back(sample(std::to_string(i).c_str(), i * 7919 % 1500));
    Table table;
    QVERIFY(table.show(picture(samples)));
    const Signals told(table.model);
    table.model.sort(SampleRows::CpusColumn, Qt::DescendingOrder);
    QVERIFY(table.settle());
    QCOMPARE(told.summary(), u"layout 1"_s);
    QCOMPARE(table.model.index(0, SampleRows::CpusColumn).data().toString(), QLocale().toString(1499.0, 'f', 1));
}

void tst_TableModel::showsTheLatest_whenAskedInARush()
{
    Table table;
    QSignalSpy applied(&table.model, &TableModel::applied);
    for (int i = 0; i < 50; ++i) {
        table.model.setRows(picture({ sample("a", i), sample("b", 50 - i) }));
        table.model.setSort({ { SampleRows::CpusColumn, i % 2 == 0 ? Qt::AscendingOrder : Qt::DescendingOrder } });
    }
    QVERIFY(table.model.isBusy());
    QVERIFY(table.settle());
    QVERIFY(applied.count() < 10);
    QCOMPARE(table.shown(), (QStringList{ u"a"_s, u"b"_s }));
    QCOMPARE(table.model.index(0, SampleRows::CpusColumn).data(TableModel::NumberRole).toDouble(), 49.0);
}

void tst_TableModel::showsHeadersBeforeTheFirstPicture()
{
    Table table;
    QCOMPARE(table.model.columnCount(), 0);
    table.model.setColumns(SampleRows::sampleColumns());
    QCOMPARE(table.model.columnCount(), 7);
    QCOMPARE(table.model.headerData(SampleRows::MemColumn, Qt::Horizontal, Qt::DisplayRole).toString(), u"Memory"_s);
    QCOMPARE(table.model.rowCount(), 0);
    table.model.setSort({ { SampleRows::NameColumn, Qt::DescendingOrder } });
    QVERIFY(table.show(picture({ sample("a"), sample("b") })));
    QCOMPARE(table.shown(), (QStringList{ u"b"_s, u"a"_s }));
}

void tst_TableModel::sumsGroups()
{
    Table table;
    table.model.setGroupColumn(SampleRows::PoolColumn);
    QVERIFY(table.show(picture({ sample("a", 1, "spot"), sample("b", 2.5, "fixed"), sample("c", 4, "spot") })));
    QCOMPARE(table.shown(), (QStringList{ u"[fixed|1]"_s, u"b"_s, u"[spot|2]"_s, u"a"_s, u"c"_s }));
    const auto cell = [&](int column, int role = Qt::DisplayRole) { return table.model.index(2, column).data(role); };
    QCOMPARE(cell(SampleRows::CpusColumn).toString(), u"5.0"_s);
    QCOMPARE(cell(SampleRows::NameColumn).toString(), QString());
    QCOMPARE(cell(0, TableModel::GroupWordsRole).toString(), u"2 samples"_s);
    QCOMPARE(cell(0, TableModel::KeyRole).toByteArray(), QByteArray());
    QCOMPARE(cell(0, TableModel::FoldedRole).toBool(), false);
    QVERIFY(table.model.isGroup(2));
    QVERIFY(!table.model.flags(table.model.index(2, 0)).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(table.model.shownCount(), 3);
    QCOMPARE(table.model.shownOrder(), (std::vector<uint32_t>{ 1, 0, 2 }));
    table.model.setAllFolded(true);
    QVERIFY(table.settle());
    QCOMPARE(table.shown(), (QStringList{ u"[fixed|1]"_s, u"[spot|2]"_s }));
    QCOMPARE(table.model.shownCount(), 3);
    QVERIFY(!table.model.indexOfKey("a").isValid());
}

void tst_TableModel::tellsGroupHeader_whenAMemberChanges()
{
    Table table;
    table.model.setGroupColumn(SampleRows::PoolColumn);
    QVERIFY(table.show(picture({ sample("a", 1, "x"), sample("b", 2, "y") })));
    const Signals told(table.model);
    QVERIFY(table.show(picture({ sample("a", 1, "x"), sample("b", 3, "y") })));
    QCOMPARE(told.summary(), u"change 2"_s);
    QCOMPARE(told.changes.at(0).at(0).toModelIndex().row(), 2); // the header of y, all of it
    QCOMPARE(told.changes.at(1).at(0).toModelIndex(), table.model.index(3, SampleRows::CpusColumn));
    QCOMPARE(table.model.index(2, SampleRows::CpusColumn).data().toString(), u"3.0"_s);
}

void tst_TableModel::keepsGroupsFolded_whenTheyReturn()
{
    Table table;
    table.model.setGroupColumn(SampleRows::PoolColumn);
    QVERIFY(table.show(picture({ sample("a", 1, "x"), sample("b", 2, "y") })));
    table.model.setFolded("x", true);
    QVERIFY(table.show(picture({ sample("b", 2, "y") })));
    QVERIFY(table.show(picture({ sample("b", 2, "y"), sample("c", 2, "x") })));
    QCOMPARE(table.shown(), (QStringList{ u"[x|1]"_s, u"[y|1]"_s, u"b"_s }));
    table.model.setFolded("x", false);
    QVERIFY(table.settle());
    QCOMPARE(table.shown(), (QStringList{ u"[x|1]"_s, u"c"_s, u"[y|1]"_s, u"b"_s }));
}

void tst_TableModel::followsColumnsByKey()
{
    Table table;
    QVERIFY(table.show(picture({ sample("a"), sample("b") })));
    const Signals told(table.model);
    QSignalSpy inserted(&table.model, &QAbstractItemModel::columnsInserted);
    QSignalSpy removed(&table.model, &QAbstractItemModel::columnsRemoved);
    Sample first = sample("a");
    first.rack = "r2";
    Sample second = sample("b");
    second.rack = "r1";
    QVERIFY(table.show(picture({ first, second }, true)));
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(table.model.index(0, SampleRows::RackColumn).data().toString(), u"r2"_s);
    table.model.sort(SampleRows::RackColumn, Qt::AscendingOrder);
    QVERIFY(table.settle());
    QCOMPARE(table.shown(), (QStringList{ u"b"_s, u"a"_s }));
    QVERIFY(table.show(picture({ first, second })));
    QCOMPARE(removed.count(), 1);
    QVERIFY(table.model.sortKeys().isEmpty());
    QCOMPARE(table.model.columnCount(), 7);
    QCOMPARE(told.resets.count(), 0);
}

void tst_TableModel::tellsAges_onlyWhenTheyReadOtherwise()
{
    Table table;
    Sample old = sample("old");
    old.started = double(start.time_since_epoch().count()) - 3 * 3600e3 - 1000; // read to the minute
    Sample young = sample("young");
    young.started = double(start.time_since_epoch().count()) - 5000; // read to the second
    QVERIFY(table.show(picture({ old, young })));
    const Signals told(table.model);
    table.clock.advance(core::Duration(1000));
    table.model.refreshAges(0, 50);
    QCOMPARE(told.summary(), u"change 1"_s);
    QCOMPARE(told.changes.at(0).at(0).toModelIndex(), table.model.index(1, SampleRows::StartedColumn));
    table.model.refreshAges(0, 50);
    QCOMPARE(told.summary(), u"change 1"_s);
}

void tst_TableModel::filtersAgain_asAgesGrow()
{
    Table table;
    Sample young = sample("young");
    young.started = double(start.time_since_epoch().count()) - 110e3;
    table.model.setFilter(*Filter::parse(u"started<2m"_s, SampleRows::sampleColumns()));
    QVERIFY(table.show(picture({ young })));
    QCOMPARE(table.model.shownCount(), 1);
    table.clock.advance(core::Duration(20000));
    table.model.refreshAges(0, 0);
    QVERIFY(table.settle());
    QCOMPARE(table.model.shownCount(), 0);
}

/// A faulty server may list an object twice; that must not shake the table.
void tst_TableModel::survivesEqualKeys()
{
    Table table;
    QVERIFY(table.show(picture({ sample("a", 1), sample("a", 2), sample("b", 3) })));
    QCOMPARE(table.model.rowCount(), 3);
    QVERIFY(table.show(picture({ sample("a", 2), sample("b", 3), sample("a", 4), sample("a", 5) })));
    QCOMPARE(table.shown(), (QStringList{ u"a"_s, u"a"_s, u"a"_s, u"b"_s }));
    QVERIFY(table.show(picture({ sample("a", 5) })));
    QCOMPARE(table.model.index(0, SampleRows::CpusColumn).data(TableModel::NumberRole).toDouble(), 5.0);
}

void tst_TableModel::dies_whileBusy()
{
    for (int i = 0; i < 50; ++i) {
        core::ManualClock clock(start);
        TableModel model(clock);
        model.setRows(picture({ sample("a"), sample("b") }));
        QVERIFY(model.isBusy());
    }
}

void tst_TableModel::namesCellsForScreenReaders()
{
    Table table;
    QVERIFY(table.show(picture({ sample("a", 1.5) })));
    const auto read = [&](int column) { return table.model.index(0, column).data(Qt::AccessibleTextRole).toString(); };
    QCOMPARE(read(SampleRows::NameColumn), u"name of a"_s);
    QCOMPARE(read(SampleRows::CpusColumn), u"name of a, CPUs 1.5"_s);
    QCOMPARE(read(SampleRows::MemColumn), u"name of a, Memory 0.0 GiB"_s);
}

QTEST_GUILESS_MAIN(tst_TableModel)
#include "tst_tablemodel.moc"
