// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/config/routesection.h"

#include "models/config/units.h"
#include "models/core/tr.h"
#include "models/net/sshtunnel.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace config {

namespace {

using core::tr;

/// A whole path, or one below the home directory: a relative one would mean another file in each start directory.
std::function<bool(const QString &)> path(QString &target)
{
    return [&target](const QString &text) {
        target = text.startsWith(u"~/"_s) ? QDir::homePath() + text.sliced(1) : text;
        return QDir::isAbsolutePath(target);
    };
}

} // namespace

void readRoute(Section &stack, net::Route &route, QList<Mistake> &mistakes)
{
    if (const auto *entry = stack.entry(u"rewrite"_s)) {
        Section rewrite(entry->value, entry->key, {}, entry->line, mistakes);
        for (const auto &[name, line] : rewrite.entries()) {
            const bool withPort = isHostPort(name.startsWith(u"*:"_s) ? u"any"_s + name.sliced(1) : name);
            if (!withPort && !isHost(name)) {
                rewrite.mistake(line.line, line.key, tr("is no host name."),
                                tr("Write «name: address», «name:port: address:port» or «\"*:port\": address:port»."));
                continue;
            }
            rewrite.text(name, withPort ? tr("address with a port") : tr("address"),
                         withPort ? tr("Write address:port, as the name has a port too.")
                                  : tr("Write the address alone, without a port."),
                         [&, key = name](const QString &text) {
                             route.rewrite[key] = text;
                             return withPort ? isHostPort(text) : isHost(text);
                         });
        }
    }
    if (const auto *entry = stack.entry(u"pins"_s)) {
        Section pins(entry->value, entry->key, {}, entry->line, mistakes);
        for (const auto &[name, line] : pins.entries()) {
            if (!isHostPort(name)) {
                pins.mistake(line.line, line.key, tr("is no address."), tr("Write «host:port: fingerprint»."));
                continue;
            }
            pins.text(name, tr("SHA-256 fingerprint"), tr("Write its 64 hexadecimal digits, with or without colons."),
                      [&, key = name](const QString &text) {
                          route.pins[key] = text;
                          return isFingerprint(text);
                      });
        }
    }
    stack.text(u"proxy"_s, tr("proxy"), tr("Write socks5://host:port, http://host:port or ssh://user@host."),
               [&](const QString &text) {
                   route.proxy = text;
                   if (net::SshTunnel::isTarget(text))
                       return true; // a tunnel that is opened for the stack
                   const qsizetype end = text.indexOf(u"://"_s);
                   const QString scheme = text.left(std::max<qsizetype>(end, 0));
                   return (scheme == u"socks5" || scheme == u"http") && isHostPort(QStringView(text).sliced(end + 3));
               });
    const QString wholePath = tr("Write the whole path of a PEM file, from / or ~/ on.");
    stack.text(u"ca"_s, tr("whole path"), wholePath, path(route.caFile));
    stack.text(u"clientCert"_s, tr("whole path"), wholePath, path(route.clientCertFile));
    stack.text(u"clientKey"_s, tr("whole path"), wholePath, path(route.clientKeyFile));
    if (route.clientKeyFile.isEmpty())
        route.clientKeyFile = route.clientCertFile; // one PEM may hold both
    else if (!stack.entry(u"clientCert"_s))
        stack.mistake(stack.entry(u"clientKey"_s)->line, stack.entry(u"clientKey"_s)->key,
                      tr("has no clientCert beside it."), tr("Add clientCert."));
}

} // namespace config
