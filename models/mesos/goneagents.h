// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/picturekeeper.h"
#include "models/mesos/gonebook.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace mesos {

class Store;

/// A GoneBook over a store, kept for the next run as the store's own picture is. GUI thread.
class GoneAgents final : public QObject
{
    Q_OBJECT
public:
    /// `file`: where they are kept; empty: with this object they are forgotten. `store` and `clock` outlive it.
    GoneAgents(const Store *store, const core::Clock &clock, const QString &file = {}, QObject *parent = nullptr);
    ~GoneAgents() override; ///< waits for what is being written
    GoneAgentsPtr picture() const { return m_book.picture(); } ///< null: none
    /// The picture, to be read where rows are made, in the pool; outlives this object.
    using Board = std::atomic<GoneAgentsPtr>;
    std::shared_ptr<const Board> board() const { return m_board; }

signals:
    void changed();

private:
    void look();
    void keepAndTell();

    const Store *m_store;
    const core::Clock &m_clock;
    GoneBook m_book;
    std::shared_ptr<Board> m_board = std::make_shared<Board>();
    QThreadPool m_worker; ///< of the keeper
    core::PictureKeeper m_keeper;
};

} // namespace mesos
