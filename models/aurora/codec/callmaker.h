// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/aurora/call.h"
#include "models/aurora/codec/enums.h"
#include "models/aurora/codec/message.h"
#include "models/aurora/codec/towire.h"

#include <memory>

namespace aurora {

/// The only way to a Call: its arguments are one of the generated structs. For calls.cpp.
struct CallMaker
{
    template <typename Arguments>
    static Call make(const char *method, bool onlyReads, Arguments arguments)
    {
        return { method, onlyReads,
                 [kept = std::make_shared<const Arguments>(std::move(arguments))](const QByteArray &name,
                                                                                  Encoding encoding, int sequence) {
                     return wire::encodeCall(name, *kept, encoding, sequence);
                 } };
    }
};

} // namespace aurora
