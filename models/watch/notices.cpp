// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/watch/notices.h"

#include "models/core/format.h"
#include "models/watch/findingparts.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace watch {

namespace {

constexpr auto together = "together"_L1; ///< id of the notice of several
constexpr qsizetype mostNamed = 3;

QString bodyOf(const Finding &finding, core::TimePoint now)
{
    QStringList lines{ finding.fact, finding.cause };
    if (core::isKnown(finding.since)) // no age: the notice stands while time goes on
        lines += (finding.isMoment           ? tr("At %1")
                      : finding.sinceIsBound ? tr("Since %1 or earlier")
                                             : tr("Since %1"))
                     .arg(core::formatClock(finding.since, now));
    lines.removeAll(QString());
    return lines.join(u'\n');
}

Notice noticeOf(const Finding &finding, core::TimePoint now)
{
    return { finding.key, finding.severity, finding.subject, bodyOf(finding, now), finding.key };
}

/// Of several: how many, and the worst by name.
Notice summaryOf(const QList<Finding> &findings)
{
    Notice notice;
    notice.id = together;
    QStringList lines;
    for (const Finding &finding : findings) {
        notice.severity = std::max(notice.severity, finding.severity);
        if (lines.size() < mostNamed)
            lines += finding.subject;
    }
    notice.subject = counted(findings.size(), "1 thing needs you", "%1 things need you");
    if (findings.size() > mostNamed)
        lines += tr("and %1 more").arg(core::formatCount(findings.size() - mostNamed));
    notice.body = lines.join(u'\n');
    return notice;
}

} // namespace

Telling Notices::look(const QList<Finding> &findings, core::TimePoint now, bool isSeen)
{
    QList<Finding> loud = findings;
    loud.removeIf([](const Finding &finding) { return finding.quiet.has_value(); });
    Telling telling;
    noteGone(loud, now, telling);
    const QList<Finding> news = takeNews(loud);
    if (isSeen) {
        telling.over = QStringList(m_open.cbegin(), m_open.cend());
        m_open.clear();
        m_together.clear();
        m_isBehind = false;
    } else {
        tell(news, now, telling);
        tellTogether(loud, now, telling);
    }
    m_hasBegun = true;
    return telling;
}

void Notices::noteGone(const QList<Finding> &findings, core::TimePoint now, Telling &telling)
{
    QSet<QString> there;
    for (const Finding &finding : findings)
        there.insert(finding.key);
    for (auto known = m_known.begin(); known != m_known.end();) {
        const bool isThere = there.contains(known.key());
        if (!isThere && !core::isKnown(known->gone))
            known->gone = now;
        if (!isThere && m_open.remove(known.key()))
            telling.over += known.key();
        const bool isOver = !isThere && (known->severity == Severity::Failure || now - known->gone >= flapping);
        known = isOver ? m_known.erase(known) : std::next(known);
    }
    m_together.intersect(there);
    if (m_together.isEmpty() && m_open.remove(together))
        telling.over += together;
}

/// What was not known, or is worse than it was.
QList<Finding> Notices::takeNews(const QList<Finding> &findings)
{
    QList<Finding> news;
    for (const Finding &finding : findings) {
        const auto known = m_known.find(finding.key);
        if (known == m_known.end() || finding.severity > known->severity)
            news += finding;
        m_known.insert(finding.key, { finding.severity, {} });
    }
    return news;
}

void Notices::tell(const QList<Finding> &news, core::TimePoint now, Telling &telling)
{
    m_times.removeIf([now](core::TimePoint at) { return now - at >= window; });
    if (m_hasBegun && m_times.size() + news.size() <= mostInWindow) {
        for (const Finding &finding : news) {
            m_open.insert(finding.key);
            m_times += now;
            telling.notices += noticeOf(finding, now);
        }
        return;
    }
    for (const Finding &finding : news)
        m_together.insert(finding.key);
    m_isBehind = m_isBehind || !news.isEmpty();
}

void Notices::tellTogether(const QList<Finding> &findings, core::TimePoint now, Telling &telling)
{
    if (!m_isBehind)
        return;
    if (core::isKnown(m_toldTogether) && now - m_toldTogether < pause) {
        telling.again = pause - (now - m_toldTogether);
        return;
    }
    m_isBehind = false;
    QList<Finding> all = findings;
    all.removeIf([this](const Finding &finding) { return !m_together.contains(finding.key); });
    if (all.isEmpty())
        return;
    m_toldTogether = now;
    m_open.insert(together);
    telling.notices += all.size() == 1 ? noticeOf(all.first(), now) : summaryOf(all);
    telling.notices.last().id = together;
}

} // namespace watch
