// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/mesos/gonebook.h"

#include <QObject>

#include <atomic>

namespace mesos {

class Store;

/// A GoneBook over a store. GUI thread.
class GoneAgents final : public QObject
{
    Q_OBJECT
public:
    GoneAgents(const Store *store, const core::Clock &clock, QObject *parent = nullptr);
    GoneAgentsPtr picture() const { return m_book.picture(); } ///< null: none
    /// The picture, to be read where rows are made, in the pool; outlives this object.
    using Board = std::atomic<GoneAgentsPtr>;
    std::shared_ptr<const Board> board() const { return m_board; }

signals:
    void changed();

private:
    GoneBook m_book;
    std::shared_ptr<Board> m_board = std::make_shared<Board>();
};

} // namespace mesos
