// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/encoding.h"

#include <functional>

namespace aurora {

/// One question or order to the scheduler, complete and not yet sent. Made by the functions of calls.h alone, so that
/// what they do not offer cannot be sent. Cheap to copy. Thread: any.
class Call
{
public:
    const QByteArray &method() const { return m_method; } ///< as the scheduler names it: "killTasks"
    bool onlyReads() const { return m_onlyReads; } ///< may be asked again, and of another scheduler
    QByteArray body(Encoding encoding, int sequence = 0) const;

private:
    friend struct CallMaker;
    using Encoder = std::function<QByteArray(const QByteArray &method, Encoding, int sequence)>;
    Call(QByteArray method, bool onlyReads, Encoder encode)
        : m_method(std::move(method))
        , m_onlyReads(onlyReads)
        , m_encode(std::move(encode))
    {
    }

    QByteArray m_method;
    bool m_onlyReads;
    Encoder m_encode;
};

} // namespace aurora
