// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/grade.h"

#include <QtTest>

using actions::Asks;
using actions::Grade;
using actions::GradingFacts;
using actions::Harm;

Q_DECLARE_METATYPE(actions::GradingFacts)

class tst_Grade : public QObject
{
    Q_OBJECT

private slots:
    void followsFromTheFacts_data();
    void followsFromTheFacts();
    void neverFalls_whenAFactGetsWorse();
    void asksMore_withEachGrade();
};

void tst_Grade::followsFromTheFacts_data()
{
    QTest::addColumn<GradingFacts>("facts");
    QTest::addColumn<Grade>("grade");
    using enum Harm;
    const auto row = [](const char *name, GradingFacts facts, Grade grade) { QTest::newRow(name) << facts << grade; };
    constexpr bool tasks = true;
    constexpr bool wholesale = true;
    constexpr bool production = true;
    row("cordon", { Reversible, !tasks, !wholesale, 1, 0, !production }, Grade::Held);
    row("cordon in production", { Reversible, !tasks, !wholesale, 1, 0, production }, Grade::Held);
    row("cordon 10", { Reversible, !tasks, !wholesale, 10, 0, production }, Grade::Held);
    row("cordon 11 is bulk", { Reversible, !tasks, !wholesale, 11, 0, !production }, Grade::Counted);
    row("grow", { Disruptive, !tasks, !wholesale, 1, 0, !production }, Grade::Clicked);
    row("grow in production", { Disruptive, !tasks, !wholesale, 1, 0, production }, Grade::Clicked);
    row("clear 17 nodes", { Disruptive, !tasks, !wholesale, 17, 0, !production }, Grade::Counted);
    row("restart", { Disruptive, tasks, !wholesale, 6, 0, !production }, Grade::Clicked);
    row("restart in production", { Disruptive, tasks, !wholesale, 6, 0, production }, Grade::Counted);
    row("called reversible, ends tasks", { Reversible, tasks, !wholesale, 1, 0, !production }, Grade::Clicked);
    row("kill one", { Irreversible, tasks, !wholesale, 1, 1, !production }, Grade::Counted);
    row("kill 14 in production", { Irreversible, tasks, !wholesale, 4, 14, production }, Grade::Counted);
    row("kill at the cap", { Irreversible, tasks, !wholesale, 4, 50, production }, Grade::Counted);
    row("kill above the cap", { Irreversible, tasks, !wholesale, 4, 51, !production }, Grade::Named);
    row("kill above its own cap", { Irreversible, tasks, !wholesale, 1, 6, !production, 5 }, Grade::Named);
    row("stop a run", { Irreversible, tasks, wholesale, 12, 13, production }, Grade::Named);
    row("cycle a pool", { Disruptive, tasks, wholesale, 6, 6, !production }, Grade::Named);
}

void tst_Grade::followsFromTheFacts()
{
    QFETCH(GradingFacts, facts);
    QFETCH(Grade, grade);
    QCOMPARE(actions::gradeOf(facts), grade);
}

void tst_Grade::neverFalls_whenAFactGetsWorse()
{
    for (const Harm harm : { Harm::Reversible, Harm::Disruptive, Harm::Irreversible }) {
        for (int bits = 0; bits < 8; ++bits) {
            for (const int objects : { 1, 10, 11, 500 }) {
                for (const int ends : { 0, 1, 50, 51 }) {
                    const GradingFacts facts{ harm, (bits & 1) != 0, (bits & 2) != 0, objects, ends, (bits & 4) != 0 };
                    const auto worse = [&](auto change) {
                        GradingFacts other = facts;
                        change(other);
                        return actions::gradeOf(other) >= actions::gradeOf(facts);
                    };
                    QVERIFY(worse([](GradingFacts &f) { f.harm = Harm::Irreversible; }));
                    QVERIFY(worse([](GradingFacts &f) { f.endsTasks = true; }));
                    QVERIFY(worse([](GradingFacts &f) { f.wholesale = true; }));
                    QVERIFY(worse([](GradingFacts &f) { f.production = true; }));
                    QVERIFY(worse([](GradingFacts &f) { f.objects *= 20; }));
                    QVERIFY(worse([](GradingFacts &f) { f.ends += 60; }));
                    QVERIFY(worse([](GradingFacts &f) { f.cap = 0; }));
                }
            }
        }
    }
}

void tst_Grade::asksMore_withEachGrade()
{
    QCOMPARE(actions::asksOf(Grade::Held), (Asks{ false, false, false, false }));
    QCOMPARE(actions::asksOf(Grade::Clicked), (Asks{ true, false, false, false }));
    QCOMPARE(actions::asksOf(Grade::Counted), (Asks{ true, true, true, false }));
    QCOMPARE(actions::asksOf(Grade::Named), (Asks{ true, true, true, true }));
}

QTEST_GUILESS_MAIN(tst_Grade)
#include "tst_grade.moc"
