// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plan/pacebox.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QDir>
#include <QLabel>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using actions::Batching;
using actions::Rolling;

namespace {

actions::Plan planOf(int steps, Rolling rolling, const Batching &batching)
{
    actions::Plan plan;
    plan.rolling = rolling;
    plan.request.batching = batching;
    for (int i = 0; i < steps; ++i) {
        actions::Step step;
        step.key = u"web/%1"_s.arg(i);
        plan.steps << step;
    }
    return plan;
}

template <typename T>
T *find(ui::PaceBox &box, const char *name)
{
    return box.findChild<T *>(QLatin1StringView(name));
}

void show(ui::PaceBox &box, const actions::Plan &plan, int width = 1060)
{
    box.setPlan(plan);
    box.resize(width, box.sizeHint().height());
    box.show();
    QVERIFY(QTest::qWaitForWindowExposed(&box));
}

} // namespace

class tst_PaceBox : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void saysThePace_andHidesItsFigures();
    void asksOnce_forWhatWasTyped();
    void keepsWhatIsBeingTyped_overAnOlderPlan();
    void showsOnlyWhatMeansSomething();
    void fitsSmallWindows();
    void paintsPictures();
};

void tst_PaceBox::initTestCase()
{
    ui::Theme::install(qApp, ui::ColourScheme::Light);
}

void tst_PaceBox::saysThePace_andHidesItsFigures()
{
    ui::PaceBox box;
    show(box, planOf(50, Rolling::Watched, { 1, 0s, 45s }));
    QVERIFY(find<QLabel>(box, "planPaceWords")->text().startsWith(u"50 batches of 1, each watched for 45 s"_s));
    QVERIFY(!find<QSpinBox>(box, "paceSize")->isVisible());
    QSignalSpy unfolded(&box, &ui::PaceBox::unfolded);
    QTest::keyClick(find<QToolButton>(box, "planPace"), Qt::Key_Space);
    QVERIFY(find<QSpinBox>(box, "paceSize")->isVisible());
    QCOMPARE(find<QSpinBox>(box, "paceWatch")->value(), 45);
    QCOMPARE(unfolded.size(), 1);
}

void tst_PaceBox::asksOnce_forWhatWasTyped()
{
    ui::PaceBox box;
    show(box, planOf(50, Rolling::Watched, { 1, 0s, 45s }));
    QSignalSpy asked(&box, &ui::PaceBox::batchingRequested);
    QTest::mouseClick(find<QToolButton>(box, "planPace"), Qt::LeftButton);
    const auto type = [&box](const char *field, const QString &figure) {
        auto *spin = find<QSpinBox>(box, field);
        spin->selectAll();
        QTest::keyClicks(spin, figure);
    };
    type("paceSize", u"10"_s);
    type("pacePause", u"20"_s);
    type("paceWatch", u"30"_s);
    type("paceFailuresEach", u"1"_s);
    type("paceFailures", u"5"_s);
    QTest::mouseClick(find<QCheckBox>(box, "paceStop"), Qt::LeftButton, {}, { 8, 8 });
    QVERIFY(box.isPending());
    QTRY_COMPARE(asked.size(), 1);
    QVERIFY(!box.isPending());
    QCOMPARE(asked[0][0].value<Batching>(), (Batching{ 10, 20s, 30s, 1, 5, false }));
}

void tst_PaceBox::keepsWhatIsBeingTyped_overAnOlderPlan()
{
    ui::PaceBox box;
    const actions::Plan plan = planOf(50, Rolling::Watched, { 1, 0s, 45s });
    show(box, plan);
    QSignalSpy asked(&box, &ui::PaceBox::batchingRequested);
    find<QSpinBox>(box, "paceSize")->setValue(7);
    box.setPlan(plan); // somebody ticked a row meanwhile
    QCOMPARE(find<QSpinBox>(box, "paceSize")->value(), 7);
    QTRY_COMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].value<Batching>().size, 7);
    box.setPlan(plan); // it could not be drawn: the figures are those of the plan that is shown
    QCOMPARE(find<QSpinBox>(box, "paceSize")->value(), 1);
    QVERIFY(!box.isPending());
}

void tst_PaceBox::showsOnlyWhatMeansSomething()
{
    ui::PaceBox box;
    box.setPlan(planOf(50, Rolling::Whole, {}));
    QVERIFY(box.isHidden());
    box.setPlan(planOf(1, Rolling::Batches, {}));
    QVERIFY(box.isHidden());
    show(box, planOf(6, Rolling::Batches, { 0, 0s, 45s, 2, 0, true }));
    QTest::mouseClick(find<QToolButton>(box, "planPace"), Qt::LeftButton);
    QVERIFY(!find<QSpinBox>(box, "paceWatch")->isVisible());
    QVERIFY(!find<QSpinBox>(box, "paceFailuresEach")->isVisible());
    QVERIFY(find<QSpinBox>(box, "paceFailures")->isVisible());
    QCOMPARE(find<QSpinBox>(box, "paceSize")->text(), u"all"_s);
    box.setPlan(planOf(6, Rolling::Watched, { 0 }));
    QCOMPARE(find<QSpinBox>(box, "paceSize")->value(), 1); // a restart of all at once is asked for by their number
}

void tst_PaceBox::fitsSmallWindows()
{
    ui::PaceBox box;
    const actions::Plan plan = planOf(50, Rolling::Watched, { 5, 10s, 45s, 1, 3, true });
    show(box, plan, 940); // what 1024 × 600 leaves of the dialog
    QTest::mouseClick(find<QToolButton>(box, "planPace"), Qt::LeftButton);
    QVERIFY2(box.minimumSizeHint().width() <= 940, qPrintable(QString::number(box.minimumSizeHint().width())));
}

/// Not a check but for eyes: COMPORTA_PICTURES=directory writes the box as people see it.
void tst_PaceBox::paintsPictures()
{
    const QString directory = qEnvironmentVariable("COMPORTA_PICTURES");
    if (directory.isEmpty())
        QSKIP("COMPORTA_PICTURES names no directory");
    for (const auto &[scheme, suffix] :
         { std::pair{ ui::ColourScheme::Light, u""_s }, std::pair{ ui::ColourScheme::Dark, u"-dark"_s } }) {
        ui::Theme::instance()->setScheme(scheme);
        for (const Rolling rolling : { Rolling::Watched, Rolling::Batches }) {
            ui::PaceBox box;
            show(box, planOf(50, rolling, { 5, 10s, 45s, 1, 3, true }));
            find<QToolButton>(box, "planPace")->click();
            box.resize(1060, box.sizeHint().height());
            const QString name = rolling == Rolling::Watched ? u"pace-restart%1.png"_s : u"pace-kill%1.png"_s;
            QVERIFY(box.grab().save(QDir(directory).filePath(name.arg(suffix))));
        }
    }
    ui::Theme::instance()->setScheme(ui::ColourScheme::Light);
}

QTEST_MAIN(tst_PaceBox)
#include "tst_pacebox.moc"
