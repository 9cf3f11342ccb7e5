// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/actions/grade.h"

namespace actions {

Grade gradeOf(const GradingFacts &facts)
{
    if (facts.wholesale || facts.ends > facts.cap)
        return Grade::Named;
    if (facts.harm == Harm::Irreversible || facts.objects > manyObjects || (facts.production && facts.endsTasks))
        return Grade::Counted;
    // What ends tasks is felt, whatever a verb thinks of its own harm.
    if (facts.harm == Harm::Disruptive || facts.endsTasks || facts.ends > 0)
        return Grade::Clicked;
    return Grade::Held;
}

Asks asksOf(Grade grade)
{
    return {
        .plan = grade >= Grade::Clicked,
        .reason = grade >= Grade::Counted,
        .number = grade >= Grade::Counted,
        .stackName = grade >= Grade::Named,
    };
}

} // namespace actions
