// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/secrets/logins.h"

#include <QCoreApplication>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace secrets {

namespace {

constexpr std::array everyLayer{ Layer::Mesos, Layer::Aurora, Layer::Airflow, Layer::Aws, Layer::Proxy };

QStringList authorities(const QList<QUrl> &urls)
{
    QStringList names;
    for (const QUrl &url : urls)
        names << url.authority();
    return names;
}

} // namespace

QString nameOf(Layer layer)
{
    switch (layer) {
    case Layer::Mesos:
        return u"Mesos"_s;
    case Layer::Aurora:
        return u"Aurora"_s;
    case Layer::Airflow:
        return u"Airflow"_s;
    case Layer::Aws:
        return u"AWS"_s;
    case Layer::Proxy:
        return QCoreApplication::translate("Logins", "Proxy");
    }
    Q_UNREACHABLE();
}

QString keyOf(Layer layer)
{
    switch (layer) {
    case Layer::Mesos:
        return u"mesos"_s;
    case Layer::Aurora:
        return u"aurora"_s;
    case Layer::Airflow:
        return u"airflow"_s;
    case Layer::Aws:
        return u"aws"_s;
    case Layer::Proxy:
        return u"proxy"_s;
    }
    Q_UNREACHABLE();
}

std::optional<Layer> layerFrom(QStringView key)
{
    for (const Layer layer : everyLayer) {
        if (key.compare(keyOf(layer), Qt::CaseInsensitive) == 0)
            return layer;
    }
    return std::nullopt;
}

QList<Layer> layersOf(const config::StackConfig &stack)
{
    QList<Layer> layers;
    if (!stack.route.proxy.isEmpty())
        layers << Layer::Proxy;
    layers << Layer::Mesos;
    if (!stack.auroraSchedulers.isEmpty())
        layers << Layer::Aurora;
    if (!stack.airflow.url.isEmpty())
        layers << Layer::Airflow;
    if (stack.aws)
        layers << Layer::Aws;
    return layers;
}

QStringList addressesOf(const config::StackConfig &stack, Layer layer)
{
    switch (layer) {
    case Layer::Mesos:
        return authorities(stack.mesosMasters);
    case Layer::Aurora:
        return authorities(stack.auroraSchedulers);
    case Layer::Airflow:
        return authorities({ stack.airflow.url });
    case Layer::Aws:
        return { u"aws"_s }; // a key means the same account wherever it is used
    case Layer::Proxy:
        return authorities({ QUrl(stack.route.proxy) });
    }
    Q_UNREACHABLE();
}

const net::Credentials &Logins::of(Layer layer) const
{
    switch (layer) {
    case Layer::Mesos:
        return mesos;
    case Layer::Aurora:
        return aurora;
    case Layer::Airflow:
        return airflow;
    case Layer::Aws:
        return aws;
    case Layer::Proxy:
        return proxy;
    }
    Q_UNREACHABLE();
}

net::Credentials &Logins::of(Layer layer)
{
    return const_cast<net::Credentials &>(std::as_const(*this).of(layer));
}

bool isThere(const net::Credentials &login)
{
    return login.scheme != net::Credentials::Scheme::None;
}

} // namespace secrets
