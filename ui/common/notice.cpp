// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/notice.h"

#include "models/core/errortext.h"
#include "models/core/format.h"
#include "models/core/tr.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using core::Error;
using core::Freshness;

namespace ui {

namespace {

constexpr auto silence = 200ms; ///< an answer within this needs no word
constexpr auto patience = 2s; ///< from here on seconds and bytes are told

using core::tr;

Notice asking(const Freshness &freshness, const QString &who, core::TimePoint now)
{
    const core::Duration waited = core::isKnown(freshness.askedSince) ? now - freshness.askedSince : core::Duration{};
    if (waited < silence)
        return {};
    Notice notice{ Notice::Kind::Asking, tr("Asking %1…").arg(who), {}, false };
    if (waited >= patience) {
        notice.sentence = freshness.receivedBytes > 0
            ? tr("Asking %1… %2 so far, %3")
                  .arg(who, core::formatSpan(waited), core::formatBytes(freshness.receivedBytes))
            : tr("Asking %1… %2 so far").arg(who, core::formatSpan(waited));
    }
    return notice;
}

Notice failed(const Freshness &freshness, const QString &who)
{
    const core::ErrorText words = core::errorText(*freshness.error, who);
    const bool refused
        = freshness.error->kind == Error::Kind::Forbidden || freshness.error->kind == Error::Kind::Unauthorized;
    return { refused ? Notice::Kind::Forbidden : Notice::Kind::Failed, words.what, words.next, true };
}

QString pad(const QString &text, qsizetype width)
{
    return text.leftJustified(width, u' ');
}

} // namespace

Notice noticeFor(const Freshness &freshness, const QString &who, core::TimePoint now)
{
    if (freshness.hasPicture())
        return {};
    if (freshness.error && freshness.error->kind != Error::Kind::Cancelled)
        return failed(freshness, who);
    return asking(freshness, who, now);
}

QString oldDataSentence(const Freshness &freshness, const QString &who, core::TimePoint now)
{
    if (!freshness.isOld())
        return {};
    const QString at = core::formatClock(freshness.fetchedAt, now);
    const QString age = core::formatAge(freshness.fetchedAt, now);
    return freshness.phase == Freshness::Phase::Restored
        ? tr("Data of the last run from %1, as of %2, %3 ago.").arg(who, at, age)
        : tr("Old data from %1, as of %2, %3 ago.").arg(who, at, age);
}

QString oldDataConsequence(const Freshness &freshness, const QString &who)
{
    return freshness.phase == Freshness::Phase::Restored && !freshness.error
        ? tr("%1 is being asked.").arg(who)
        : tr("Filters, sorting, copying and links work; the figures stand still until %1 answers.").arg(who);
}

QString tryAgainText(const Freshness &freshness, core::TimePoint now)
{
    if (!core::isKnown(freshness.nextTry))
        return tr("Asking…");
    // Rounded up: "next in 0 s" would be a lie for most of that second.
    const auto left = std::chrono::ceil<std::chrono::seconds>(freshness.nextTry - now);
    return left > 0s ? tr("Try again, next in %1").arg(core::formatSpan(left)) : tr("Try again");
}

QString diagnosisText(const stack::Diagnosis &diagnosis, const QString &stack, core::TimePoint now)
{
    QStringList lines;
    lines << tr("%1, %2").arg(stack, core::formatMoment(now));
    lines << diagnosis.verdict;
    if (!diagnosis.consequence.isEmpty())
        lines << diagnosis.consequence;
    lines << QString();
    qsizetype layerWidth = 0;
    qsizetype askedWidth = 0;
    qsizetype answerWidth = 0;
    for (const stack::Evidence &row : diagnosis.evidence) {
        layerWidth = std::max(layerWidth, row.layer.size());
        askedWidth = std::max(askedWidth, row.asked.size());
        answerWidth = std::max(answerWidth, row.answer.size());
    }
    for (const stack::Evidence &row : diagnosis.evidence) {
        lines << pad(row.layer, layerWidth) + u"  "_s + pad(row.asked, askedWidth) + u"  "_s
                + pad(row.answer, answerWidth) + u"  "_s + row.means;
    }
    if (!diagnosis.steps.isEmpty())
        lines << QString() << tr("What to do:");
    for (qsizetype i = 0; i < diagnosis.steps.size(); ++i)
        lines << u"%1. %2"_s.arg(i + 1).arg(diagnosis.steps[i]);
    return lines.join(u'\n');
}

} // namespace ui
