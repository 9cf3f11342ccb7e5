// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/cellrows.h"
#include "models/tables/tablemodel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using tables::Cell;
using tables::CellRows;
using tables::Kind;
using tables::Severity;

/// Rows that are made of cells.
class tst_CellRows : public QObject
{
    Q_OBJECT

private slots:
    void showsACell_asItSays_orAsItsColumn()
    {
        const auto rows = rowsOf({ row("a", Cell::figure(2, u"two"_s)), row("b", Cell::figure(2)) });
        QCOMPARE(rows->display(0, 1, now), u"two"_s);
        QCOMPARE(rows->display(1, 1, now), u"2"_s);
        QVERIFY(std::isnan(Cell::moment(core::TimePoint{}).number));
        QCOMPARE(Cell::span(3s).number, 3000.0);
        QCOMPARE(rows->countInWords(1), u"1 thing"_s);
        QCOMPARE(rows->countInWords(2), u"2 things"_s);
    }

    void ordersStates_byRank_orByLoudnessAndWord()
    {
        std::vector<CellRows::Row> made{ row("quiet b", {}), row("loud", {}), row("quiet a", {}), row("first", {}) };
        made[1].severity = Severity::Failure;
        made[3].cells[0].rank = -1;
        const auto rows = rowsOf(std::move(made));
        QVERIFY(rows->rank(3, 0) < rows->rank(1, 0));
        QVERIFY(rows->rank(1, 0) < rows->rank(2, 0));
        QVERIFY(rows->rank(0, 0) == rows->rank(2, 0)); // by two letters, which is enough for words of states
    }

    void tellsWhatChanged()
    {
        const auto before = rowsOf({ row("a", Cell::figure(1)), row("b", {}) });
        std::vector<CellRows::Row> made{ row("a", Cell::figure(2)), row("b", {}) };
        made[1].severity = Severity::Warning;
        const auto after = rowsOf(std::move(made));
        uint64_t mask = 0;
        QVERIFY(before->sameRow(0, *before, 0, mask));
        QVERIFY(before->sameRow(1, *before, 1, mask)); // a figure that is not known equals itself
        QVERIFY(!after->sameRow(0, *before, 0, mask));
        QCOMPARE(mask, tables::columnBit(1));
        QVERIFY(!after->sameRow(1, *before, 1, mask));
    }

    void givesGlyphsAndLinks()
    {
        CellRows::Row linked = row("a", {});
        linked.cells[0] = Cell::state(u"up for retry"_s, u"up_for_retry"_s);
        linked.cells[0].link = u"agent/A"_s;
        const auto rows = rowsOf({ linked, row("b", {}) });
        QCOMPARE(rows->extra(0, 0, tables::TableModel::GlyphRole).toString(), u"up_for_retry"_s);
        QCOMPARE(rows->extra(0, 0, tables::TableModel::LinkRole).toString(), u"agent/A"_s);
        QVERIFY(rows->extra(1, 0, tables::TableModel::GlyphRole).isNull()); // its text is the word
    }

private:
    static CellRows::Row row(const char *state, const Cell &count)
    {
        return { state, { Cell::state(QString::fromLatin1(state)), count }, Severity::None };
    }
    static std::shared_ptr<CellRows> rowsOf(std::vector<CellRows::Row> rows)
    {
        static const QList<tables::Column> columns{ { u"state"_s, {}, {}, {}, Kind::State, 50, 0, false },
                                                    { u"count"_s, {}, {}, {}, Kind::Count, 50, 0, false } };
        return std::make_shared<CellRows>(columns, std::move(rows), u"1 thing"_s, u"%1 things"_s);
    }

    const core::TimePoint now{ 1h };
};

QTEST_GUILESS_MAIN(tst_CellRows)
#include "tst_cellrows.moc"
