// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections/check.h"

#include "models/connections/inquiry.h"

#include <QCoreApplication>
#include <qcoro/qcorotask.h>

#include <algorithm>

using namespace Qt::StringLiterals;
using secrets::Layer;

namespace connections {

namespace {

using What = Step::What;
using State = Step::State;

QList<What> stepsOf(Layer layer)
{
    switch (layer) {
    case Layer::Mesos:
    case Layer::Aurora:
        return { What::Address, What::Leader, What::Version, What::Clock, What::Rights };
    case Layer::Airflow:
        return { What::Address, What::Version, What::Scheduler, What::Clock, What::Rights };
    case Layer::Aws:
        return { What::Keys, What::Account, What::Clock, What::Rights };
    case Layer::Proxy:
        return { What::Address, What::Rights };
    }
    Q_UNREACHABLE();
}

QCoro::Task<void> askLayer(std::shared_ptr<Inquiry> inquiry, Layer layer)
{
    switch (layer) {
    case Layer::Mesos:
        return layers::askMesos(std::move(inquiry));
    case Layer::Aurora:
        return layers::askAurora(std::move(inquiry));
    case Layer::Airflow:
        return layers::askAirflow(std::move(inquiry));
    case Layer::Aws:
        return layers::askAws(std::move(inquiry));
    case Layer::Proxy:
        return layers::askProxy(std::move(inquiry));
    }
    Q_UNREACHABLE();
}

} // namespace

QString nameOf(What what)
{
    switch (what) {
    case What::Keys:
        return Check::tr("Keys");
    case What::Account:
        return Check::tr("Account");
    case What::Address:
        return Check::tr("Address");
    case What::Leader:
        return Check::tr("Leader");
    case What::Scheduler:
        return Check::tr("Scheduler");
    case What::Version:
        return Check::tr("Version");
    case What::Clock:
        return Check::tr("Clock");
    case What::Rights:
        return Check::tr("Rights");
    }
    Q_UNREACHABLE();
}

Check::Check(const stack::Stack &stack, Layer layer, secrets::Logins logins, QObject *parent)
    : QObject(parent)
    , m_layer(layer)
    , m_inquiry(std::make_shared<Inquiry>(stack, std::move(logins)))
{
    for (const What what : stepsOf(layer))
        m_steps.append({ what, State::Waiting, {} });
    m_inquiry->check = this;
}

Check::~Check()
{
    m_inquiry->stop.request_stop();
    m_inquiry->http.reset();
}

void Check::start()
{
    m_steps.first().state = State::Asking;
    QCoro::connect(askLayer(m_inquiry, m_layer), this, &Check::end);
}

void Check::tell(What what, State state, const QString &says)
{
    const auto step = std::ranges::find(m_steps, what, &Step::what);
    if (step == m_steps.end())
        return;
    step->state = state;
    step->says = says;
    const auto next = std::ranges::find(m_steps, State::Waiting, &Step::state);
    if (state != State::Failed && next != m_steps.end())
        next->state = State::Asking;
    emit changed();
}

void Check::end()
{
    for (Step &step : m_steps) {
        if (step.state == State::Waiting || step.state == State::Asking)
            step.state = State::Skipped;
    }
    m_over = true;
    emit changed();
    emit finished();
}

State Check::verdict() const
{
    if (!m_over)
        return State::Asking;
    for (const State state : { State::Failed, State::Doubtful }) {
        if (std::ranges::find(m_steps, state, &Step::state) != m_steps.end())
            return state;
    }
    return State::Fine;
}

} // namespace connections
