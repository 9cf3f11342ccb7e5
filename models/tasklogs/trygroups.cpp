// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tasklogs/trygroups.h"

#include "models/core/tr.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <climits>
#include <map>

using namespace Qt::StringLiterals;

namespace tasklogs {

namespace {

constexpr int rangeLength = 50;

using core::tr;

bool isTry(const LogFile &file)
{
    return file.keeper == LogFile::Keeper::Airflow;
}

/// What a line is told apart by: its index, of a node without any the number of the try.
int numberOf(const TryLine &line)
{
    return line.mapIndex >= 0 ? line.mapIndex : line.tries.first().run;
}

bool hasFailed(const TryLine &line)
{
    return line.stateWord() == "FAILED"_L1 || line.stateWord() == "UPSTREAM_FAILED"_L1;
}

bool isUnderWay(const TryLine &line)
{
    static const QSet<QString> words{ u"RUNNING"_s,           u"QUEUED"_s,     u"SCHEDULED"_s, u"UP_FOR_RETRY"_s,
                                      u"UP_FOR_RESCHEDULE"_s, u"RESTARTING"_s, u"DEFERRED"_s };
    return words.contains(line.stateWord());
}

QList<TryLine> linesOf(const QList<LogFile> &files)
{
    std::map<int, TryLine> mapped;
    QList<TryLine> single; // the newest first, too: it is the one that is asked for
    for (const LogFile &file : files) {
        if (!isTry(file))
            continue;
        if (file.mapIndex < 0) {
            single.prepend({ -1, { file } });
            continue;
        }
        TryLine &line = mapped[file.mapIndex];
        line.mapIndex = file.mapIndex;
        line.tries.prepend(file);
    }
    QList<TryLine> lines;
    for (auto &[index, line] : mapped)
        lines.append(std::move(line));
    return lines + single;
}

/// Neighbours share a group; their numbers follow each other, up or down.
void addRanges(QList<TryGroup> *groups, const QList<TryLine> &lines)
{
    for (const TryLine &line : lines) {
        const int from = numberOf(line) / rangeLength * rangeLength;
        const QString key = u"range:%1"_s.arg(from);
        if (groups->isEmpty() || groups->last().key != key)
            groups->append({ key, {}, {}, false });
        groups->last().lines.append(line);
    }
    for (TryGroup &group : *groups) {
        if (!group.title.isEmpty())
            continue;
        const auto [least, most] = std::ranges::minmax(group.lines, {}, &numberOf);
        const bool isOne = numberOf(least) == numberOf(most);
        const QString span
            = isOne ? QString::number(numberOf(least)) : u"%1–%2"_s.arg(numberOf(least)).arg(numberOf(most));
        if (group.lines.first().mapIndex >= 0)
            group.title = isOne ? tr("Index %1").arg(span) : tr("Indexes %1").arg(span);
        else
            group.title = isOne ? tr("Try %1").arg(span) : tr("Tries %1").arg(span);
    }
}

} // namespace

TryFilter::TryFilter(const QString &text)
{
    static const QRegularExpression gaps(u"[\\s,;]+"_s);
    static const QRegularExpression span(u"^(\\d{1,8})(?:(?:-|–|\\.\\.)(\\d{1,8})?)?$"_s);
    enum class Next { Number, Try } next = Next::Number;
    const QStringList words = text.split(gaps, Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const QRegularExpressionMatch match = span.match(word);
        if (match.hasMatch() && next == Next::Try) {
            m_try = match.capturedView(1).toInt();
            next = Next::Number;
        } else if (match.hasMatch()) {
            const int first = match.capturedView(1).toInt();
            const bool isOpen = match.capturedLength(2) == 0 && match.capturedLength(1) < word.size();
            const int last = match.capturedLength(2) > 0 ? match.capturedView(2).toInt() : isOpen ? INT_MAX : first;
            m_numbers = Range{ std::min(first, last), std::max(first, last) };
        } else if (word.compare("try"_L1, Qt::CaseInsensitive) == 0) {
            next = Next::Try;
        } else if (!u"index"_s.startsWith(word, Qt::CaseInsensitive)
                   && !u"indexes"_s.startsWith(word, Qt::CaseInsensitive)) {
            m_words << word.toUpper();
        }
    }
}

bool TryFilter::accepts(const TryLine &line) const
{
    const int number = numberOf(line);
    if (m_numbers && (number < m_numbers->first || number > m_numbers->last))
        return false;
    if (m_try && std::ranges::find(line.tries, *m_try, &LogFile::run) == line.tries.end())
        return false;
    return std::ranges::all_of(m_words, [&](const QString &word) { return line.stateWord().contains(word); });
}

TryLine TryFilter::narrowed(TryLine line) const
{
    if (m_try)
        erase_if(line.tries, [this](const LogFile &file) { return file.run != *m_try; });
    return line;
}

QList<TryGroup> groupTries(const QList<LogFile> &files, const TryFilter &filter)
{
    const QList<TryLine> lines = linesOf(files);
    QList<TryGroup> groups;
    const auto add = [&](const QString &key, const QString &title, const QList<TryLine> &those) {
        if (!those.isEmpty())
            groups.append({ key, title, those, true });
    };
    if (!filter.isEmpty()) {
        QList<TryLine> found;
        for (const TryLine &line : lines) {
            if (filter.accepts(line))
                found.append(filter.narrowed(line));
        }
        return { { u"found"_s, tr("%1 of %2").arg(found.size()).arg(lines.size()), found, true } };
    }
    QList<TryLine> failed;
    QList<TryLine> underWay;
    QList<TryLine> others;
    for (const TryLine &line : lines)
        (hasFailed(line) ? failed : isUnderWay(line) ? underWay : others).append(line);
    add(u"failed"_s, tr("Failed"), failed);
    add(u"underway"_s, tr("Under way"), underWay);
    addRanges(&groups, others);
    if (failed.isEmpty() && underWay.isEmpty() && !groups.isEmpty())
        groups.first().open = true; // never a list that shows nothing
    return groups;
}

QString tryName(int mapIndex, int number)
{
    return mapIndex < 0 ? u"try %1"_s.arg(number) : u"index %1, try %2"_s.arg(mapIndex).arg(number);
}

qsizetype tryCount(const QList<LogFile> &files)
{
    return std::ranges::count_if(files, isTry);
}

} // namespace tasklogs
