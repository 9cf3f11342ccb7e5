// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/night/triggerrule.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace night {

std::optional<dag::TriggerRule> triggerRuleOf(const QString &word)
{
    using enum dag::TriggerRule;
    static const QHash<QString, dag::TriggerRule> rules{
        { u"all_success"_s, AllSuccess },
        { u"all_done"_s, AllDone },
        { u"all_done_setup_success"_s, AllDone },
        { u"none_failed"_s, NoneFailed },
        { u"none_failed_or_skipped"_s, NoneFailedOneSuccess },
        { u"none_failed_min_one_success"_s, NoneFailedOneSuccess },
        { u"one_success"_s, OneSuccess },
        { u"one_done"_s, OneDone },
        { u"one_failed"_s, OneFailed },
        { u"all_failed"_s, AllFailed },
        { u"all_skipped"_s, AllSkipped },
        { u"none_skipped"_s, AllDone },
        { u"always"_s, Always },
    };
    const auto found = rules.constFind(word);
    return found == rules.cend() ? std::nullopt : std::optional(*found);
}

} // namespace night
