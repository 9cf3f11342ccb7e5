// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/bodytaker.h"
#include "models/net/threadlink.h"

#include <atomic>
#include <functional>
#include <memory>

namespace net {

/// The pieces of one body that somebody still holds. Thread: any.
class HeldPieces
{
public:
    /// `onRoom` runs in the reader's thread when there were too many and are not any more.
    HeldPieces(QObject *reader, std::function<void()> onRoom)
        : m_link(reader)
        , m_onRoom(std::move(onRoom))
    {
    }

    void close() { m_link.close(); } ///< the reader goes
    bool isFull() const { return m_count >= BodyTaker::maxHeld; }

private:
    friend class HeldPiece;

    ThreadLink m_link;
    std::function<void()> m_onRoom;
    std::atomic<int> m_count = 0;
};

/// Goes with a piece.
class HeldPiece
{
public:
    explicit HeldPiece(std::shared_ptr<HeldPieces> all)
        : m_all(std::move(all))
    {
        ++m_all->m_count;
    }
    ~HeldPiece()
    {
        if (m_all->m_count-- == BodyTaker::maxHeld)
            m_all->m_link.post(m_all->m_onRoom);
    }
    Q_DISABLE_COPY_MOVE(HeldPiece)

private:
    std::shared_ptr<HeldPieces> m_all;
};

} // namespace net
