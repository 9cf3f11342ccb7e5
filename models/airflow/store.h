// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/airflow/client.h"
#include "models/airflow/state.h"
#include "models/core/store.h"
#include "models/net/poller.h"

#include <QHash>

namespace airflow {

struct StoreOptions
{
    QUrl url;
    QString dagId;
    net::PollPolicy policy{ std::chrono::seconds(15), std::chrono::seconds(60), std::chrono::seconds(120), 0.1 };
    std::chrono::milliseconds wholeEvery{ 60000 }; ///< all task instances of an active run; between, what has changed
    std::chrono::milliseconds pastEvery{ 2000 }; ///< one past run, until all are there
    int runs = 31; ///< tonight's and thirty nights before
    bool pastIsKept = false; ///< past runs are read only once setKeptRuns() has told which of them need not be
    ClientOptions client;
};

/// The last good picture of one DAG of one Airflow with its freshness, kept true by polite polling: which runs are
/// active (1 kB), then the changed task instances of those and of the run that is looked at, all of them once a minute.
/// Past runs are read one by one and kept; the tasks of the DAG are read again only for another version of it. A failed
/// look changes the freshness of its part and nothing else; freshnessChanged() is told for any part.
/// Decoding happens in a worker. Thread: the one it lives in; the snapshot may be read anywhere.
class Store final : public core::Store
{
    Q_OBJECT
public:
    enum class Part {
        Runs, ///< which there are, and how they stand
        Tasks, ///< of the active runs and the wanted one
        Server, ///< version, health, the DAG and its structure
        Past, ///< task instances of runs that are over
    };

    Store(net::HttpClient *http, StoreOptions options, const core::Clock &clock, QObject *parent = nullptr);
    ~Store() override;

    void start();
    void stop();
    void refresh(); ///< everything, now; also of runs that are over
    void setHidden(bool hidden);
    void setCredentials(net::Credentials credentials);
    /// The run that is looked at, beside the active ones; empty: none.
    void setWanted(const QString &runId);
    /// Past runs whose instances are kept elsewhere, and when each ended: read again only if it ended anew since.
    void setKeptRuns(QHash<QString, core::TimePoint> ends);
    bool isReadingPast() const; ///< or has still to begin

    Snapshot snapshot() const; ///< null: no picture yet
    QString system() const override;
    Picture picture() const override { return snapshot(); }
    const core::Freshness &freshness() const override { return freshness(Part::Runs); }
    const core::Freshness &freshness(Part part) const;
    const QString &dagId() const;
    const QUrl &url() const;

    /// For single questions and orders. Another one after setCredentials(): do not keep it.
    Client *client() const;

    struct Health
    {
        std::chrono::milliseconds latency{ 0 };
        std::optional<core::Duration> clockOffset;
        qint64 lastBytes = 0; ///< of the last body, on the wire
    };
    Health health() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace airflow
