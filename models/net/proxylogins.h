// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/net/request.h"

/// Who signs in to which proxy, for every client of the program: a proxy is the same for all that go through it, and
/// routes, which are described in files, hold no secrets. Thread: any.
namespace net {

/// `proxy` as Route::proxy names it. None: nobody signs in. For connections made from now on.
void setProxyLogin(const QString &proxy, const Credentials &login);
Credentials proxyLogin(const QString &proxy);

} // namespace net
