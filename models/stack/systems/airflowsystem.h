// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/stack/airflowlayer.h"
#include "models/stack/systems/system.h"

namespace stack {

/// The webserver of the nightly DAG.
class AirflowSystem final : public SystemOver<airflow::Store>
{
public:
    explicit AirflowSystem(const SystemSetup &setup);

    void signIn(const secrets::Logins &logins) override { store()->setCredentials(logins.airflow); }
    Layer layer() const override { return airflowLayer(symptoms()); }
    Diagnosis diagnosis() const override;

private:
    AirflowSymptoms symptoms() const;

    const SystemSetup m_setup;
};

} // namespace stack
