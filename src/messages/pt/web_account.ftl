# Signing in, the first run, and what each user sets for themselves.

## Signing in

signin-title = Entrar
signin-email = E-mail
signin-password = Senha
signin-do = Entrar
signin-wrong = O e-mail e a senha não conferem. A senha diferencia maiúsculas.
signin-wait = Tentativas demais em seguida. É possível tentar de novo em { $seconds ->
   [one] um segundo
  *[other] { $seconds } segundos
    }.
signin-forgotten = Com a senha esquecida, quem administra a central pode definir outra.
signin-demo = Entrar como
signin-demo-explained = Central de demonstração: os dados são inventados e se apagam ao pará-la. Não é preciso senha.
signin-demo-failed = Não foi possível entrar. Tentar de novo.
signin-not-set-up = Esta central ainda não tem administrador. Abrir o link de uso único que o programa mostrou ao iniciar.

## The first run

setup-title = Primeira vez
setup-headline = Uma central de atendimento que cabe em um arquivo
setup-lead = Esta página aparece uma única vez. Ao terminar, a central fica aberta, e seus dados em um único arquivo, que basta copiar.
setup-data = Dados
setup-data-is = { $file }, { $size }
setup-address = Endereço
setup-address-tls = { $host }, com TLS
setup-address-plain = { $host }, sem TLS
setup-version = Versão
setup-checking = Verificando o link…
setup-used = Este link já foi usado ou venceu
setup-used-explained = Serve uma única vez, enquanto a central não tem administrador. Se já tem, entre com e-mail e senha; se não, ao iniciar o programa de novo aparece outro link.
setup-signin = Ir para a entrada
setup-failed = Não foi possível verificar o link. Ele continua valendo; tentar de novo.
setup-who = Quem administra
setup-name = Nome
setup-email = E-mail
setup-password = Senha
setup-password-help = A partir de 10 caracteres. Quatro palavras ao acaso são melhores que um sinal estranho.
setup-desk = A central
setup-desk-name = Nome
setup-desk-name-seen = Os solicitantes vão ver.
setup-language = Idioma
setup-zone = Fuso horário
setup-zone-now = { $zone }, agora { $time }
setup-start = Com o que começar
setup-example = Com um exemplo
setup-example-explained = Uma central crível, com pessoas, grupos e chamados inventados, para experimentar.
setup-empty = Vazia
setup-empty-explained = Só categorias, prioridades e códigos de solução iniciais.
setup-do = Abrir a central
setup-doing = Abrindo a central…

## What each user sets

account-title = Minha conta
account-preferences = Preferências
account-language = Idioma
account-zone = Fuso horário
account-as-desk = Como a central ({ $value })
account-theme = Aparência
account-keys = Teclas de uma letra
account-keys-explained = Fora dos campos, N abre um novo chamado, J e K percorrem a lista. Todas estão na ajuda, com a tecla ?
account-saved = Salvo
account-away = Ausência
account-away-explained = Quem atribui chamados vê a ausência.
account-away-now = Ausente, sem data de volta
account-away-until-is = Ausente até { $until }
account-here = Disponível
account-away-until = Até, se souber
account-away-start = Marcar ausência
account-away-end = Voltar agora
account-password = Senha
account-password-current = Senha atual
account-password-new = Senha nova
account-password-help = A partir de 10 caracteres. Quatro palavras ao acaso servem bem.
account-password-do = Trocar a senha
account-password-done = Senha trocada
account-password-wrong = Não é a senha atual.
account-sessions = Sessões abertas
account-sessions-explained = Navegadores em que esta conta está aberta. Encerrar os que não se reconhecem.
account-session-current = este navegador
account-session-unknown = Navegador sem nome
account-session-seen = Usada { $when }
account-session-since = aberta { $when }
account-session-end = Encerrar
account-session-end-label = Encerrar a sessão de { $browser }
account-session-ended = Sessão encerrada
