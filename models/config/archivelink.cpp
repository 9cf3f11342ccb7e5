// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/archivelink.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace config {

namespace {

struct Word
{
    const char *name;
    QString (*value)(const ArchivedTask &);
};

QString dateOf(const ArchivedTask &task)
{
    if (!core::isKnown(task.since))
        return {};
    return QDateTime::fromMSecsSinceEpoch(task.since.time_since_epoch().count(), QTimeZone::utc())
        .toString(u"yyyy-MM-dd");
}

constexpr std::array words{
    Word{ "task", [](const ArchivedTask &task) { return task.task; } },
    Word{ "framework", [](const ArchivedTask &task) { return task.framework; } },
    Word{ "agent", [](const ArchivedTask &task) { return task.agent; } },
    Word{ "host", [](const ArchivedTask &task) { return task.host; } },
    Word{ "role", [](const ArchivedTask &task) { return task.job.section(u'/', 0, 0); } },
    Word{ "environment", [](const ArchivedTask &task) { return task.job.section(u'/', 1, 1); } },
    Word{ "name", [](const ArchivedTask &task) { return task.job.section(u'/', -1); } },
    Word{ "instance",
          [](const ArchivedTask &task) { return task.instance < 0 ? QString() : QString::number(task.instance); } },
    Word{ "date", &dateOf },
};

/// The pattern with each word replaced; nullopt: `valueOf` does not know one.
std::optional<QString> replaced(const QString &pattern, const std::function<QString(QStringView)> &valueOf)
{
    static const QRegularExpression braces(u"\\{([^{}]*)\\}"_s);
    QString text;
    qsizetype at = 0;
    for (const QRegularExpressionMatch &match : braces.globalMatch(pattern)) {
        const QString value = valueOf(match.capturedView(1));
        if (value.isEmpty())
            return std::nullopt;
        text += QStringView(pattern).sliced(at, match.capturedStart() - at);
        text += QLatin1StringView(QUrl::toPercentEncoding(value));
        at = match.capturedEnd();
    }
    return text + pattern.sliced(at);
}

const Word *wordOf(QStringView name)
{
    const auto found
        = std::ranges::find_if(words, [&](const Word &word) { return name == QLatin1StringView(word.name); });
    return found == words.end() ? nullptr : found;
}

} // namespace

QStringList archiveWords()
{
    QStringList names;
    for (const Word &word : words)
        names << u'{' + QLatin1StringView(word.name) + u'}';
    return names;
}

bool isArchiveLink(const QString &pattern)
{
    const auto text = replaced(pattern, [](QStringView name) { return wordOf(name) ? u"x"_s : QString(); });
    if (!text || text->contains(u'{') || text->contains(u'}'))
        return false;
    const QUrl url(*text, QUrl::StrictMode);
    return url.isValid() && (url.scheme() == "https"_L1 || url.scheme() == "http"_L1) && !url.host().isEmpty();
}

QUrl archiveLink(const QString &pattern, const ArchivedTask &task)
{
    const auto text = replaced(pattern, [&](QStringView name) {
        const Word *word = wordOf(name);
        return word ? word->value(task) : QString();
    });
    return text ? QUrl(*text, QUrl::StrictMode) : QUrl();
}

} // namespace config
