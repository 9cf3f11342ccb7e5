// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/text.h"

#include <QHash>
#include <QString>

#include <string_view>

namespace airflow {

/// Texts that were read before share their memory: task ids, hosts and pools repeat from run to run and look to look.
/// Thread: one at a time.
class Texts
{
public:
    QString of(std::string_view text)
    {
        if (text.empty())
            return {};
        QString read = core::toQString(text);
        if (m_known.size() >= most)
            m_known.clear(); // what is in use stays with its users
        const auto found = m_known.constFind(read);
        if (found != m_known.cend())
            return found.key();
        m_known.insert(read, {});
        return read;
    }

private:
    static constexpr qsizetype most = 50'000;
    struct Nothing
    {
    };
    QHash<QString, Nothing> m_known;
};

} // namespace airflow
