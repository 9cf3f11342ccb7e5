// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/credentialstestcommand.h"

#include "app/ctl/credentialslayers.h"
#include "models/connections/check.h"
#include "models/core/tr.h"
#include "models/stack/signin.h"

#include <QFuture>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <qcoro/qcorofuture.h>

using namespace Qt::StringLiterals;
using connections::Check;
using connections::Step;
using secrets::Layer;

namespace ctl {

namespace {

using core::tr;

/// One word, for scripts.
QString word(Step::State state)
{
    switch (state) {
    case Step::State::Waiting:
    case Step::State::Asking:
        return u"asking"_s;
    case Step::State::Fine:
        return u"fine"_s;
    case Step::State::Doubtful:
        return u"doubtful"_s;
    case Step::State::Failed:
        return u"failed"_s;
    case Step::State::Skipped:
        return u"skipped"_s;
    }
    Q_UNREACHABLE();
}

QByteArray printed(const QList<const Check *> &checks, tables::ExportFormat format)
{
    if (format == tables::ExportFormat::Json) {
        QJsonArray layers;
        for (const Check *check : checks) {
            QJsonArray steps;
            for (const Step &step : check->steps())
                steps << QJsonObject{ { u"step"_s, connections::nameOf(step.what) },
                                      { u"state"_s, word(step.state) },
                                      { u"says"_s, step.says } };
            layers << QJsonObject{ { u"layer"_s, secrets::keyOf(check->layer()) },
                                   { u"verdict"_s, word(check->verdict()) },
                                   { u"steps"_s, steps } };
        }
        return QJsonDocument(layers).toJson();
    }
    QString text;
    for (const Check *check : checks) {
        text += secrets::nameOf(check->layer()) + u'\n';
        for (const Step &step : check->steps())
            text += u"  %1%2%3\n"_s.arg(connections::nameOf(step.what).leftJustified(11),
                                        word(step.state).leftJustified(10), step.says);
    }
    return text.toUtf8();
}

} // namespace

QString CredentialsTestCommand::name() const
{
    return u"credentials test"_s;
}

QString CredentialsTestCommand::summary() const
{
    return tr("Whether a layer is reached and lets us in, step by step: credentials test [LAYER …]");
}

QString CredentialsTestCommand::help() const
{
    return tr(
        "Address, leader, version, clock and rights, one after the other, by reads alone; of all layers where none\n"
        "is named. The exit code is 0 where all of them let us in, else 4.\n\n"
        "--output json is an array of objects with layer, verdict and steps (step, state: fine, doubtful, failed\n"
        "or skipped, says).\n");
}

QCoro::Task<int> CredentialsTestCommand::run(Session *session)
{
    const std::optional<QList<Layer>> layers = wantedLayers(*session);
    if (!layers)
        co_return Usage;
    std::vector<std::unique_ptr<Check>> checks;
    for (const Layer layer : *layers) {
        checks.push_back(
            std::make_unique<Check>(*session->stack(), layer, stack::loginsOf(session->stack())->current()));
        checks.back()->start();
    }
    QList<const Check *> over;
    bool allFine = true;
    for (const auto &check : checks) {
        while (!check->isOver()) {
            const QFuture<void> changed = QtFuture::connect(check.get(), &Check::changed);
            co_await changed;
        }
        over << check.get();
        allFine = allFine && check->verdict() != Step::State::Failed;
    }
    print(printed(over, session->options().output));
    co_return allFine ? Fine : Credentials;
}

} // namespace ctl
