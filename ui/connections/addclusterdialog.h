// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/config/clusterdraft.h"
#include "models/secrets/keyring.h"
#include "models/stack/stack.h"

#include <QDialog>
#include <QTemporaryDir>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace connections {
class Check;
}

namespace ui {

class Segments;

/// A cluster that Comporta does not know yet: where its servers are typed at the left; at the right what will be
/// written to the stacks file and, once asked for, what each layer answers, step by step and by reads alone. Nothing is
/// written before "Add". Object name "addClusterDialog". GUI thread.
class AddClusterDialog final : public QDialog
{
    Q_OBJECT
public:
    struct Place
    {
        QString file; ///< the stacks file; need not be there yet
        std::shared_ptr<secrets::Keyring> keyring; ///< null: the login is not kept
    };
    explicit AddClusterDialog(Place place, QWidget *parent = nullptr);
    ~AddClusterDialog() override;

    void check(); ///< all layers of what is typed

signals:
    void added(const QString &name); ///< it stands in the file now

private:
    QWidget *form();
    QWidget *findings();
    QLineEdit *field(QFormLayout *form, const QString &objectName, const QString &label, const QString &example);
    config::ClusterDraft draft() const;
    net::Credentials login() const; ///< none: too little is typed
    void judge();
    void add();
    void write();
    void tell(const QString &sentence, bool isMistake);
    std::unique_ptr<stack::Stack> trial() const; ///< of what is typed, not started; null: it has mistakes
    void clearChecks();

    const Place m_place;
    QTemporaryDir m_scratch; ///< of the trial, which keeps nothing
    QFormLayout *m_form = nullptr;
    QLineEdit *m_name = nullptr;
    Segments *m_tier = nullptr;
    QLineEdit *m_masters = nullptr;
    QLineEdit *m_schedulers = nullptr;
    QLineEdit *m_airflowUrl = nullptr;
    QLineEdit *m_dag = nullptr;
    QCheckBox *m_aws = nullptr;
    QLineEdit *m_awsProfile = nullptr;
    QLineEdit *m_awsRegion = nullptr;
    QLineEdit *m_proxy = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_password = nullptr;
    QLabel *m_told = nullptr;
    QPlainTextEdit *m_lines = nullptr;
    QWidget *m_checks = nullptr;
    QPushButton *m_check = nullptr;
    QPushButton *m_add = nullptr;
    std::unique_ptr<stack::Stack> m_trial;
    std::vector<std::unique_ptr<connections::Check>> m_running;
};

} // namespace ui
