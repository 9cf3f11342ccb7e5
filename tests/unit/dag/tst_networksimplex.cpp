// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/layout/networksimplex.h"

#include <QTest>

#include <random>

using Arcs = std::vector<std::pair<int, int>>;

namespace {

int spanOf(const std::vector<int> &ranks, const Arcs &arcs)
{
    int span = 0;
    for (const auto &[from, to] : arcs)
        span += ranks[static_cast<size_t>(to)] - ranks[static_cast<size_t>(from)];
    return span;
}

bool isFeasible(const std::vector<int> &ranks, const Arcs &arcs)
{
    return std::ranges::all_of(arcs, [&](const auto &arc) {
        return ranks[static_cast<size_t>(arc.second)] > ranks[static_cast<size_t>(arc.first)];
    });
}

/// The least span there is, by trying all ranks below `ranks.size()`.
int leastSpan(std::vector<int> &ranks, size_t next, const Arcs &arcs)
{
    if (next == ranks.size())
        return isFeasible(ranks, arcs) ? spanOf(ranks, arcs) : 1000;
    int least = 1000;
    for (int rank = 0; rank < static_cast<int>(ranks.size()); ++rank) {
        ranks[next] = rank;
        least = std::min(least, leastSpan(ranks, next + 1, arcs));
    }
    return least;
}

Arcs randomArcs(std::mt19937 &random, int count, unsigned percent)
{
    Arcs arcs;
    for (int from = 0; from < count; ++from) {
        for (int to = from + 1; to < count; ++to) {
            if (random() % 100 < percent)
                arcs.emplace_back(from, to);
        }
    }
    return arcs;
}

} // namespace

class tst_NetworkSimplex : public QObject
{
    Q_OBJECT
private slots:
    void findsTheLeastSpan_asTryingAllDoes()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 40; ++round) {
            const int count = 2 + round % 5;
            const Arcs arcs = randomArcs(random, count, 45);
            std::vector<int> tried(static_cast<size_t>(count), 0);
            const int least = leastSpan(tried, 0, arcs);
            const std::vector<int> ranks = dag::layered::leastSpanRanks(count, arcs, 1000);
            QVERIFY(isFeasible(ranks, arcs));
            QCOMPARE(spanOf(ranks, arcs), least);
            QCOMPARE(*std::ranges::min_element(ranks), 0);
        }
    }

    void isFeasible_whenItMayNotPivot()
    {
        std::mt19937 random(11);
        const Arcs arcs = randomArcs(random, 60, 6);
        QVERIFY(isFeasible(dag::layered::leastSpanRanks(60, arcs, 0), arcs));
    }

    void isNeverLongerThanLeftmost()
    {
        std::mt19937 random(13);
        for (int round = 0; round < 20; ++round) {
            const Arcs arcs = randomArcs(random, 80, 4);
            const std::vector<int> leftmost = dag::layered::leftmostRanks(80, arcs, {});
            const std::vector<int> ranks = dag::layered::leastSpanRanks(80, arcs, 10000);
            QVERIFY(isFeasible(leftmost, arcs));
            QVERIFY(isFeasible(ranks, arcs));
            QVERIFY(spanOf(ranks, arcs) <= spanOf(leftmost, arcs));
        }
    }

    void respectsLowerBounds()
    {
        const std::vector<int> ranks = dag::layered::leftmostRanks(3, { { 0, 1 }, { 1, 2 } }, { 0, 4, 0 });
        QCOMPARE(ranks, std::vector<int>({ 0, 4, 5 }));
    }
};

QTEST_APPLESS_MAIN(tst_NetworkSimplex)
#include "tst_networksimplex.moc"
