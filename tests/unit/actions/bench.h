// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/patience.h"

#include <QtTest>

#include "fakeworld.h"

/// A center over a fake world, without a file.
struct Bench
{
    explicit Bench(int instances, actions::Pace pace = quickPace(), const core::Clock &clock = core::systemClock())
        : world(std::make_shared<FakeWorld>(numbered(instances)))
        , verb(std::make_shared<FakeVerb>(world))
        , center({ .stack = QStringLiteral("stable"),
                   .production = false,
                   .file = QStringLiteral(":memory:"),
                   .user = QStringLiteral("ops@here"),
                   .pace = pace,
                   .authority = actions::ActionOptions::Authority::ExplicitConsent },
                 clock)
    {
        center.verbs().add(verb);
    }

    QString begin(const actions::Request &request)
    {
        const auto id = QCoro::waitFor(center.confirm(verb->planned(request), { {}, QStringLiteral("why"), {}, {} }));
        return id.value_or(QString());
    }
    actions::Record ended(const QString &id)
    {
        if (!test::waitFor([&] { return center.record(id) && actions::isOver(center.record(id)->state); }))
            qWarning("the action does not end");
        return center.record(id).value_or(actions::Record());
    }
    actions::Record run(const actions::Request &request) { return ended(begin(request)); }

    std::shared_ptr<FakeWorld> world;
    std::shared_ptr<FakeVerb> verb;
    actions::ActionCenter center;
};

inline actions::Batching batchesOf(int size, int inTotal = 0, int perItem = 0)
{
    actions::Batching batching;
    batching.size = size;
    batching.failuresInTotal = inTotal;
    batching.failuresPerItem = perItem;
    return batching;
}
