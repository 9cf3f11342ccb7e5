// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/decoding/texts.h"
#include "models/mesos/state.h"

namespace mesos {

/// Takes rows of an earlier picture over into one under construction, also across two pools.
class Carry
{
public:
    Carry(const State &from, Texts &texts, State &into)
        : m_from(from)
        , m_texts(texts)
        , m_into(into)
        , m_samePool(from.pool == texts.pool())
    {
    }

    TextId text(TextId id) const { return m_samePool ? id : m_texts.intern(m_from.view(id)); }
    void agent(const Agent &agent, AgentPhase phase);
    void roles();
    void maintenance();

private:
    const State &m_from;
    Texts &m_texts;
    State &m_into;
    bool m_samePool;
};

} // namespace mesos
