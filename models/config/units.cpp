// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/units.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace config {

namespace {

struct Unit
{
    QLatin1StringView name;
    double factor;
};

/// The number before the longest fitting unit, times that unit.
template <size_t Count>
std::optional<double> withUnit(QStringView text, const Unit (&units)[Count])
{
    text = text.trimmed();
    for (const Unit &unit : units) {
        if (!text.endsWith(unit.name, Qt::CaseInsensitive))
            continue;
        bool ok = false;
        const double number = text.chopped(unit.name.size()).trimmed().toDouble(&ok);
        if (!ok || !(number >= 0) || number > 1e15)
            return std::nullopt;
        return number * unit.factor;
    }
    return std::nullopt;
}

qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = row[0]++;
        for (qsizetype j = 0; j < b.size(); ++j) {
            const auto at = static_cast<size_t>(j) + 1;
            const qsizetype change = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({ change, row[at] + 1, row[at - 1] + 1 });
        }
    }
    return row.back();
}

} // namespace

std::optional<std::chrono::milliseconds> parseDuration(QStringView text)
{
    static constexpr Unit units[]
        = { { "ms"_L1, 1 }, { "min"_L1, 60'000 }, { "s"_L1, 1000 }, { "m"_L1, 60'000 }, { "h"_L1, 3'600'000 } };
    const auto msecs = withUnit(text, units);
    if (!msecs || *msecs > 1e12)
        return std::nullopt;
    return std::chrono::milliseconds(static_cast<qint64>(*msecs));
}

std::optional<qint64> parseSize(QStringView text)
{
    static constexpr Unit units[] = {
        { "KiB"_L1, 1024.0 }, { "MiB"_L1, 1048576.0 }, { "GiB"_L1, 1073741824.0 },
        { "kB"_L1, 1000.0 },  { "MB"_L1, 1e6 },        { "GB"_L1, 1e9 },
    };
    const auto bytes = withUnit(text, units);
    if (!bytes || *bytes > 1e15)
        return std::nullopt;
    return static_cast<qint64>(*bytes);
}

bool isHost(QStringView text)
{
    if (text.startsWith(u'[') && text.endsWith(u']')) {
        QHostAddress address;
        return address.setAddress(text.sliced(1, text.size() - 2).toString())
            && address.protocol() == QHostAddress::IPv6Protocol;
    }
    static const QRegularExpression name(uR"(\A(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*\.?\z)"_s);
    return text.size() <= 253 && name.match(text).hasMatch();
}

bool isHostPort(QStringView text)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 1)
        return false;
    const QStringView digits = text.sliced(colon + 1);
    bool ok = false;
    const int port = digits.toInt(&ok);
    return ok && digits.front().isDigit() && port >= 1 && port <= 65535 && isHost(text.first(colon));
}

std::optional<QUrl> parseMaster(const QString &text)
{
    QString rest = text;
    QString scheme = u"http"_s;
    for (const QString &known : { u"http"_s, u"https"_s }) {
        if (text.startsWith(known + u"://"_s, Qt::CaseInsensitive)) {
            scheme = known;
            rest = text.sliced(known.size() + 3);
        }
    }
    if (rest.endsWith(u'/'))
        rest.chop(1);
    if (!isHostPort(rest))
        return std::nullopt;
    const QUrl url(scheme + u"://"_s + rest, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty() ? std::optional(url) : std::nullopt;
}

bool isFingerprint(QStringView text)
{
    static const QRegularExpression hex(u"\\A([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}\\z"_s);
    return hex.match(text).hasMatch();
}

QString nearest(const QString &word, const QStringList &known)
{
    const QString lower = word.toLower().remove(u'-').remove(u'_').left(64);
    QString best;
    qsizetype bestDistance = lower.size() < 4 ? 2 : 3; // must stay below: a short word is near to everything
    for (const QString &candidate : known) {
        const qsizetype d = distance(lower, candidate.toLower());
        if (d < bestDistance) {
            bestDistance = d;
            best = candidate;
        }
    }
    return best;
}

} // namespace config
