// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/bufferpool.h"

#include <memory>

namespace net {

/// Undoes gzip or deflate (with or without zlib's header) while the body arrives, straight into its buffer.
/// Thread: the one that feeds it.
class Inflater
{
public:
    enum class Outcome { Good, Damaged, TooLarge };

    explicit Inflater(qint64 limit); ///< of the inflated size: a small answer must not become the whole memory
    ~Inflater();
    Q_DISABLE_COPY_MOVE(Inflater)

    Outcome feed(const char *data, qint64 size, BodyWriter &out);
    bool isComplete() const; ///< the compressed stream has come to its own end

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace net
