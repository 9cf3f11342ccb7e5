// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/core/freshness.h"

#include <QObject>

#include <memory>

namespace core {

/// The last good picture of one system (Mesos, Aurora, …), kept true by whoever derives from it, with its freshness.
/// Views that are alike for all systems know a store by this. A failed look changes the freshness, never the picture.
/// Thread: the one it lives in; pictures are immutable and may be read anywhere.
class Store : public QObject
{
    Q_OBJECT
public:
    using Picture = std::shared_ptr<const void>;

    using QObject::QObject;

    virtual QString system() const = 0; ///< as sentences name it: "Mesos"
    virtual Picture picture() const = 0; ///< null: none yet
    virtual const Freshness &freshness() const = 0;

signals:
    void snapshotChanged();
    void freshnessChanged();
    void healthChanged(); ///< of the connection: leader, latency, clock
};

} // namespace core
