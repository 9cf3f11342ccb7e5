// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stack/awslayer.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"
#include "models/stack/layerstate.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace stack {

namespace {

using Kind = core::Error::Kind;

constexpr auto keysEndSoon = 15min; ///< a new login is worth a thought

using core::tr;

/// Without keys nothing can be asked: that is about who asks, too.
bool isAboutKeys(Kind kind)
{
    return isRefusal(kind) || kind == Kind::Config;
}

Layer::State stateOf(const AwsSymptoms &s)
{
    const auto &error = s.freshness.error;
    return stack::stateOf(s.freshness, error && isAboutKeys(error->kind), s.latency >= slowFarAnswer);
}

QString keysWords(const AwsSymptoms &s)
{
    if (!core::isKnown(s.keysEnd))
        return {};
    return s.keysEnd > s.now ? tr("its keys end in %1").arg(core::formatSpan(s.keysEnd - s.now))
                             : tr("its keys ended at %1").arg(core::formatClock(s.keysEnd, s.now));
}

Evidence keysRow(const AwsSymptoms &s)
{
    Evidence row;
    row.layer = u"AWS"_s;
    row.asked = s.profile.isEmpty() ? tr("its keys") : tr("keys of profile %1").arg(s.profile);
    const auto &error = s.freshness.error;
    if (error && isAboutKeys(error->kind)) {
        const core::ErrorText text = core::errorText(*error, row.layer);
        row.answer = text.what;
        row.means = text.next;
        row.state = Layer::State::Refused;
    } else if (s.freshness.hasPicture()) {
        const bool soon = core::isKnown(s.keysEnd) && s.keysEnd - s.now < keysEndSoon;
        row.answer = tr("accepted");
        row.means = keysWords(s);
        row.state = soon ? Layer::State::Slow : Layer::State::Live;
    } else {
        row.answer = tr("not asked yet");
    }
    return row;
}

} // namespace

Layer awsLayer(const AwsSymptoms &s)
{
    Layer layer;
    layer.name = u"AWS"_s;
    layer.state = stateOf(s);
    layer.freshness = s.freshness;
    layer.latency = s.latency;
    if (s.clockCorrected != 0ms)
        layer.clockOffset = s.clockCorrected;
    QStringList lines;
    if (s.freshness.error)
        lines << core::errorText(*s.freshness.error, layer.name).what;
    else if (s.freshness.hasPicture())
        lines << s.region;
    if (s.clockCorrected != 0ms)
        lines << offsetText(s.clockCorrected);
    if (!s.freshness.error)
        lines << keysWords(s);
    lines.removeAll(QString());
    layer.detail = lines.join(u"; "_s);
    return layer;
}

QList<Evidence> awsEvidence(const AwsSymptoms &s)
{
    Evidence row;
    row.layer = u"AWS"_s;
    row.asked = tr("DescribeAutoScalingGroups in %1").arg(s.region.isEmpty() ? tr("no region") : s.region);
    row.state = awsLayer(s).state;
    if (s.freshness.error && !isAboutKeys(s.freshness.error->kind)) {
        const core::ErrorText text = core::errorText(*s.freshness.error, row.layer);
        row.answer = text.what;
        row.means = text.next;
    } else if (s.freshness.error) {
        row.answer = tr("refused");
        row.means = tr("see its keys");
    } else if (s.freshness.hasPicture()) {
        row.answer = tr("answers in %1 ms").arg(s.latency.count());
        row.means = tr("it runs");
    } else {
        row.answer = tr("not asked yet");
    }
    return { row, keysRow(s) };
}

Diagnosis diagnoseAws(const AwsSymptoms &s)
{
    Diagnosis d;
    d.evidence = awsEvidence(s);
    const Layer layer = awsLayer(s);
    if (layer.state != Layer::State::Down && layer.state != Layer::State::Refused)
        return d;
    d.ill = true;
    const core::ErrorText text = s.freshness.error ? core::errorText(*s.freshness.error, layer.name)
                                                   : core::ErrorText{ tr("AWS does not answer."), {} };
    d.verdict = text.what;
    const QString stands = tr("Machines run on; none can be started, held or given back from here.");
    d.consequence = s.freshness.hasPicture()
        ? tr("%1 Groups are shown as of %2.").arg(stands, core::formatClock(s.freshness.fetchedAt, s.now))
        : stands;
    if (!text.next.isEmpty())
        d.steps << text.next;
    return d;
}

} // namespace stack
