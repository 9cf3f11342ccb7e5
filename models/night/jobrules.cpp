// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/jobrules.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace night {

bool fits(QStringView pattern, QStringView id)
{
    // The last star and what it has swallowed are all there is to go back to.
    qsizetype p = 0;
    qsizetype i = 0;
    qsizetype star = -1;
    qsizetype swallowed = 0;
    while (i < id.size()) {
        if (p < pattern.size() && pattern[p] == u'*') {
            star = p++;
            swallowed = i;
        } else if (p < pattern.size() && (pattern[p] == u'?' || pattern[p] == id[i])) {
            ++p;
            ++i;
        } else if (star >= 0) {
            p = star + 1;
            i = ++swallowed;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == u'*')
        ++p;
    return p == pattern.size();
}

const config::JobRule *ruleOf(const QList<config::JobRule> &rules, const QString &taskId)
{
    const auto rule
        = std::ranges::find_if(rules, [&](const config::JobRule &each) { return fits(each.tasks, taskId); });
    return rule == rules.end() ? nullptr : &*rule;
}

QByteArray jobOf(const QList<config::JobRule> &rules, const QString &taskId)
{
    const config::JobRule *const rule = ruleOf(rules, taskId);
    if (!rule || rule->job.isEmpty())
        return {};
    const QString bare = taskId.sliced(taskId.lastIndexOf(u'.') + 1);
    return QString(rule->job).replace(u"{task}"_s, bare).toUtf8();
}

} // namespace night
