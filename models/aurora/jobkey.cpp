// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/aurora/jobkey.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace aurora {

namespace {

bool isPart(QStringView part)
{
    return !part.isEmpty() && std::ranges::all_of(part, [](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.');
    });
}

} // namespace

bool JobKey::operator<(const JobKey &other) const
{
    return std::tie(role, environment, name) < std::tie(other.role, other.environment, other.name);
}

QString JobKey::text() const
{
    return role + u'/' + environment + u'/' + name;
}

std::optional<JobKey> JobKey::parse(QStringView text)
{
    const QList<QStringView> parts = text.split(u'/');
    if (parts.size() != 3 || !std::ranges::all_of(parts, isPart))
        return std::nullopt;
    return JobKey{ parts[0].toString(), parts[1].toString(), parts[2].toString() };
}

size_t qHash(const JobKey &key, size_t seed)
{
    return qHashMulti(seed, key.role, key.environment, key.name);
}

} // namespace aurora
