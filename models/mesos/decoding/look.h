// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/statereader.h"

#include <memory>
#include <optional>

namespace mesos {

/// A look under way: /state as far as it has been read.
struct Look
{
    Look(Reader &reader, Texts &texts, const Snapshot &last)
        : state(std::make_shared<State>())
        , walk{ reader, texts, *state, last && last->pool == texts.pool() ? last.get() : nullptr }
        , reader(std::in_place, walk)
    {
        state->pool = texts.pool();
    }

    std::shared_ptr<State> state;
    Walk walk;
    std::optional<StateReader> reader;
    core::Result<void> read; ///< the first failure stays

    /// A place to go back to, when what is read next turns out to be cut wrong. Texts stay in the pool.
    struct Mark
    {
        explicit Mark(const Look &look)
            : reader(*look.reader)
            , agents(look.state->agents.size())
            , attributes(look.state->attributes.size())
            , reservations(look.state->reservations.size())
            , tasks(look.state->tasks.size())
            , executors(look.state->executors.size())
        {
        }

        StateReader reader;
        size_t agents;
        size_t attributes;
        size_t reservations;
        size_t tasks;
        size_t executors;
    };

    void goBack(const Mark &mark)
    {
        reader.emplace(mark.reader);
        state->agents.resize(mark.agents);
        state->attributes.resize(mark.attributes);
        state->reservations.resize(mark.reservations);
        state->tasks.resize(mark.tasks);
        state->executors.resize(mark.executors);
    }
};

} // namespace mesos
