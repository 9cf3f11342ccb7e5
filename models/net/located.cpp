// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/net/located.h"

namespace net {

core::Error located(core::Error error, const Response &response)
{
    error.endpoint = endpointName(response.url);
    error.httpStatus = response.status;
    error.clockOffset = response.clockOffset;
    return error;
}

} // namespace net
