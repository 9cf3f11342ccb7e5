// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/simulator/airflow/documents.h"
#include "app/simulator/http/connection.h"
#include "app/simulator/requestlog.h"

namespace sim::airflow {

/// Who may sign in; nobody named: everybody may do everything.
struct User
{
    QByteArray name;
    QByteArray password;
    bool mayWrite = true;
};

/// Airflow's REST interface over a DagEngine, of version 2.10 (/api/v1) or 3.3 (/api/v2): what a console uses of it,
/// with the answers and refusals of the recorded ones (tests/golden/airflow/README.md). Lives in the simulator's
/// thread.
class Face
{
public:
    Face(DagEngine *engine, Version version, std::vector<User> users, RequestLog *log);

    void handle(const HttpRequest &request, HttpConnection *connection);

private:
    using Parts = QStringList; ///< of the path, below /api/v1
    /// What a path names below taskInstances/.
    struct Named
    {
        int node = -1; ///< in dagPlan(); −1: there is none
        int slot = -1; ///< −1: the node is mapped, and which index is not said or not there
        Parts rest; ///< behind it: "tries", "logs", "1"

        bool isWhole = false; ///< a mapped node without an index
    };
    static Named namedIn(const HttpRequest &request, const Parts &parts);

    HttpResponse answer(const HttpRequest &request);
    HttpResponse token(const HttpRequest &request) const;
    const User *userOf(const HttpRequest &request) const;
    HttpResponse refusal(const HttpRequest &request) const;

    // ---- reads
    HttpResponse read(const HttpRequest &request, const Parts &parts) const;
    HttpResponse dags(const HttpRequest &request) const;
    HttpResponse tasks() const;
    HttpResponse runs(const HttpRequest &request) const;
    HttpResponse ofRun(const HttpRequest &request, const Parts &parts) const;
    HttpResponse instances(const HttpRequest &request, const Run &run) const;
    HttpResponse ofInstance(const HttpRequest &request, const Parts &parts, const Run &run) const;
    HttpResponse tries(const Run &run, int slot) const;
    HttpResponse log(const HttpRequest &request, const Named &named, const Run &run) const;

    // ---- orders
    HttpResponse order(const HttpRequest &request, const Parts &parts);
    HttpResponse pause(const QJsonObject &body);
    HttpResponse trigger(const QJsonObject &body);
    HttpResponse markRun(const QJsonObject &body, Run &run);
    HttpResponse clear(const QJsonObject &body);
    HttpResponse updateStates(const QJsonObject &body); ///< 2.x, of a DAG
    HttpResponse setNote(const HttpRequest &request, const QJsonObject &body, const Parts &parts, Run &run);
    HttpResponse patchInstance(const HttpRequest &request, const QJsonObject &body, const Parts &parts, Run &run);
    HttpResponse touched(const Run &run, const Slots &places) const;

    Run *run(const QString &id) const;
    HttpResponse json(const QJsonObject &object, int status = 200) const;
    HttpResponse list(const char *name, const QJsonArray &all, const HttpRequest &request) const;
    HttpResponse problem(int status, const QString &title, const QString &detail) const;
    HttpResponse noDag(const QString &id) const;
    HttpResponse noRun(const QString &id) const;
    HttpResponse noTask(const QString &id) const;
    HttpResponse needsIndex() const;

    DagEngine *m_engine;
    Version m_version;
    Documents m_documents;
    std::vector<User> m_users;
    RequestLog *m_log;
};

} // namespace sim::airflow
