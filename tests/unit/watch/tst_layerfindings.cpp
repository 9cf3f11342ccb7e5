// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/layerfindings.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using stack::Diagnosis;
using stack::Layer;
using watch::Finding;

namespace {

constexpr core::TimePoint now(1795416420s); // 23 Nov 2026, 03:47:00 BRT

Diagnosis ill(const QString &layer, Layer::State state)
{
    Diagnosis trouble;
    trouble.ill = true;
    trouble.layer = layer;
    trouble.state = state;
    trouble.verdict = layer + u" does not answer."_s;
    trouble.consequence = u"What it does is not known."_s;
    trouble.steps = { u"Look at the host."_s, u"Then at its log."_s };
    trouble.since = now - 7min;
    return trouble;
}

} // namespace

class tst_LayerFindings : public QObject
{
    Q_OBJECT
private slots:
    void tellsALayerThatIsDown_withItsCauseAndTheNextStep();
    void offersToSignIn_whereItRefuses();
    void saysNothing_ofOneFailure();
};

void tst_LayerFindings::tellsALayerThatIsDown_withItsCauseAndTheNextStep()
{
    const QList<Finding> found = watch::layerFindings({ ill(u"Airflow"_s, Layer::State::Down) });
    QCOMPARE(found.size(), 1);
    QCOMPARE(found[0].subject, u"Airflow does not answer"_s);
    QCOMPARE(found[0].cause, u"Look at the host · What it does is not known"_s);
    QCOMPARE(found[0].glyph, u"down"_s);
    QCOMPARE(found[0].severity, watch::Severity::Failure);
    QCOMPARE(watch::ageText(found[0], now), u"7 min"_s);
    QCOMPARE(found[0].steps.value(0).page, u"connections"_s);
}

void tst_LayerFindings::offersToSignIn_whereItRefuses()
{
    const Finding row = watch::layerFindings({ ill(u"AWS"_s, Layer::State::Refused) }).value(0);
    QCOMPARE(row.glyph, u"refused"_s);
    QCOMPARE(row.severity, watch::Severity::Warning); // machines run on without it
    QCOMPARE(row.steps.value(0).label, u"Sign in…"_s);
    Diagnosis unnamed = ill(u"Airflow"_s, Layer::State::Down);
    unnamed.verdict = u"No way to 10.0.0.1:8080."_s;
    QCOMPARE(watch::layerFindings({ unnamed }).value(0).subject, u"Airflow: No way to 10.0.0.1:8080"_s);
}

void tst_LayerFindings::saysNothing_ofOneFailure()
{
    Diagnosis well;
    well.layer = u"Mesos"_s;
    QVERIFY(watch::layerFindings({ ill(u"Aurora"_s, Layer::State::Old), well }).isEmpty());
}

QTEST_GUILESS_MAIN(tst_LayerFindings)
#include "tst_layerfindings.moc"
