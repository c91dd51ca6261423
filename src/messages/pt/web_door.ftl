# Coming in: links for a password, the second step, proving once more who one is.

## A forgotten password

forgotten-title = Esqueci minha senha
forgotten-explained = Um link para escolher outra senha chegará ao e-mail com que se entra.
forgotten-do = Enviar o link
forgotten-sent = Se alguém entra nesta central com { $email }, chegará um e-mail com um link válido por uma hora. Se não chegar, verificar a pasta de spam; depois de dez minutos é possível pedir outro.
forgotten-back = Voltar à entrada

## Choosing a password with a link

password-title = Escolher a senha
password-checking = Verificando o link…
password-unclear = Não foi possível verificar o link. Ele continua valendo; tentar de novo.
password-over = Este link não funciona mais.
password-over-explained = Funciona uma única vez e por um tempo, e termina quando outro é pedido. Outro pode ser pedido na entrada ou a quem administra a central.
password-for-invitation = { $name }, esta é a entrada da central. Falta escolher uma senha.
password-for-reset = { $name }, aqui se escolhe uma senha nova. Todas as sessões abertas serão encerradas.
password-new = Senha nova
password-do = Salvar a senha e entrar
password-until = Entra-se com { $email }. O link vale até { $until }.

## The second step

second-step-title = Verificação em duas etapas
second-step-off = Além da senha, pede-se um código que muda a cada 30 segundos em um aplicativo do telefone. Assim, uma senha roubada não basta.
second-step-on = Ativa. { $count ->
    [0] Não restam códigos de recuperação: convém criar outros.
    [one] Resta um código de recuperação.
   *[other] Restam { $count } códigos de recuperação.
 }
second-step-required = A central a exige para os papéis desta conta. Ao terminar, é possível continuar.
second-step-begin = Ativar
second-step-replace = Trocar de telefone
second-step-end = Desativar
second-step-ended = Verificação em duas etapas desativada
second-step-scan = Ler este código com um aplicativo de verificação, como Aegis, FreeOTP ou o do telefone.
second-step-picture = Código QR com a chave para o aplicativo; a mesma chave está escrita abaixo.
second-step-type = Sem câmera, digitar esta chave:
second-step-key = Chave para o aplicativo
second-step-code = Código
second-step-code-wrong = O código não confere. Verificar a hora do telefone e digitar o que ele mostra agora.
second-step-confirm = Confirmar
signin-code-help = Os 6 dígitos que o aplicativo mostra, ou um código de recuperação.
signin-code-wrong = O código não confere, ou já foi usado. Aguardar o próximo.
signin-code-lost = Sem telefone nem códigos de recuperação, quem administra a central pode desativar esta etapa.

recovery-title = Códigos de recuperação
recovery-explained = Cada um funciona uma vez, se o telefone for perdido. São mostrados só agora: guardá-los em lugar seguro.
recovery-repeated = Os códigos já foram mostrados. Se não foram guardados, criar outros em Minha conta.
recovery-copy = Copiar
recovery-copied = Códigos copiados
recovery-copy-failed = Não foi possível copiar. Anotar à mão.
recovery-done = Já guardei
recovery-renew = Criar códigos novos

## Proving it once more

proof-title = Confirmar a senha
proof-explained = O que será feito muda quem entra ou o que pode fazer. O que foi digitado fica como está.
proof-do = Confirmar

## How a user comes in

access-title = Acesso
access-password-set = Tem senha.
access-password-missing = Ainda não tem senha: falta convidar.
access-mail = Enviar um link por e-mail
access-show = Mostrar um link
access-link = Link para escolher a senha
access-mailed = O link está a caminho de { $email }. Funciona uma única vez.
access-shown = Este link é mostrado só agora, e funciona uma vez, até { $until }.
access-no-mail = Para enviá-lo por e-mail faltam o endereço público e o servidor de e-mail. Enquanto isso, ele pode ser mostrado.
access-second-step = Entra com verificação em duas etapas.
access-second-step-end = Desativar a verificação em duas etapas
access-second-step-ended = Verificação desativada: volta a entrar só com a senha.
access-no-sessions = Não tem sessões abertas.
access-end-all = Encerrar todas as sessões
access-all-ended = Sessões encerradas
