// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/dag/analysis/parameters.h"

#include <algorithm>

namespace dag {

namespace {

const Parameter *find(const QList<Parameter> &parameters, const QString &name)
{
    const auto found = std::ranges::find(parameters, name, &Parameter::name);
    return found == parameters.end() ? nullptr : &*found;
}

bool differ(const Parameter *a, const Parameter *b)
{
    return a && b ? a->value != b->value : a != b;
}

} // namespace

void tellChanges(Run *run, const QList<QList<Parameter>> &before)
{
    run->dropped.clear();
    for (Parameter &parameter : run->parameters)
        parameter.before.reset();
    if (before.isEmpty())
        return;
    const auto isUsual = [&before](const QString &name) {
        return before.size() > 1 && differ(find(before[0], name), find(before[1], name));
    };
    for (Parameter &parameter : run->parameters) {
        const Parameter *const last = find(before[0], parameter.name);
        const bool mayBeMissing = parameter.source == ParameterSource::Conf;
        if (differ(&parameter, last) && (last || mayBeMissing) && !isUsual(parameter.name))
            parameter.before = last ? last->value : QString();
    }
    for (const Parameter &last : before[0]) {
        if (last.source == ParameterSource::Conf && !find(run->parameters, last.name) && !isUsual(last.name))
            run->dropped.append(last);
    }
}

} // namespace dag
