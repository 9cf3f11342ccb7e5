// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tables/closestword.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace tables {

namespace {

/// Levenshtein distance.
qsizetype distance(QStringView a, QStringView b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 0; i < a.size(); ++i) {
        qsizetype diagonal = std::exchange(row[0], i + 1);
        for (size_t j = 0; j + 1 < row.size(); ++j) {
            const qsizetype changed = diagonal + (a[i].toLower() != b[static_cast<qsizetype>(j)].toLower());
            diagonal = row[j + 1];
            row[j + 1] = std::min({ changed, row[j] + 1, diagonal + 1 });
        }
    }
    return row.back();
}

} // namespace

QString closestWord(QStringView typed, const QStringList &words)
{
    if (typed.size() > 64) // nothing of ours is that long
        return {};
    QString closest;
    qsizetype least = typed.size() <= 4 ? 2 : 3;
    for (const QString &word : words) {
        const bool begins = typed.size() >= 2 && word.startsWith(typed, Qt::CaseInsensitive);
        const qsizetype far = begins ? 1 : distance(typed, word);
        if (far < least) {
            least = far;
            closest = word;
        }
    }
    return closest;
}

} // namespace tables
